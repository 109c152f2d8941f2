using System.Text;

namespace OpcSpaces.Broker.Routing;

/// <summary>
/// All subscriptions by the levels of their filters, so that a message costs as much as its topic has levels and subscribers, and not as
/// much as there are clients. Not thread-safe.
/// </summary>
internal sealed class SubscriptionTree
{
    private readonly Node _root = new();
    private long _searches;

    public bool IsEmpty => _root.IsEmpty;

    /// <summary>False when the subscriber had a subscription with this filter, which is replaced.</summary>
    public bool Add(string filter, Subscription subscription)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(filter);
        var node = _root;
        bool goesOn;
        do
            node = node.Grow(TopicFilter.Next(ref rest, out goesOn));
        while (goesOn);
        var replaced = Remove(node.Here, subscription.Subscriber);
        node.Here.Add(subscription);
        return !replaced;
    }

    /// <summary>False when there was no such subscription.</summary>
    public bool Remove(string filter, Subscriber subscriber) => Remove(_root, Encoding.UTF8.GetBytes(filter), subscriber);

    /// <summary>Everybody who wants messages of this topic.</summary>
    /// <param name="topic">A topic, in UTF-8.</param>
    /// <param name="sender">Who published it; null for nobody who subscribes.</param>
    public Matches Find(ReadOnlySpan<byte> topic, Subscriber? sender)
    {
        var search = new Search(++_searches, sender, HidesFromWildcards: topic is [(byte)'$', ..]);
        var found = default(Matches);
        Find(_root, topic, goesOn: true, search, ref found);
        return found;
    }

    private static void Find(Node node, ReadOnlySpan<byte> rest, bool goesOn, in Search search, ref Matches found)
    {
        var wildcards = !search.HidesFromWildcards;
        if (wildcards && node.All is { } all)
            search.Take(all.Here, ref found);
        if (!goesOn)
        {
            search.Take(node.Here, ref found);
            return;
        }

        var level = TopicFilter.Next(ref rest, out goesOn);
        var below = search with { HidesFromWildcards = false };
        if (node.Find(level) is { } named)
            Find(named, rest, goesOn, below, ref found);
        if (wildcards && node.Any is { } any)
            Find(any, rest, goesOn, below, ref found);
    }

    private static bool Remove(Node node, ReadOnlySpan<byte> rest, Subscriber subscriber)
    {
        var level = TopicFilter.Next(ref rest, out var goesOn);
        if (node.At(level) is not { } child)
            return false;
        var removed = goesOn ? Remove(child, rest, subscriber) : Remove(child.Here, subscriber);
        if (child.IsEmpty)
            node.Drop(level);
        return removed;
    }

    private static bool Remove(List<Subscription> subscriptions, Subscriber subscriber) =>
        subscriptions.FindIndex(subscription => subscription.Subscriber == subscriber) is >= 0 and var at && RemoveAt(subscriptions, at);

    private static bool RemoveAt(List<Subscription> subscriptions, int at)
    {
        subscriptions[at] = subscriptions[^1];
        subscriptions.RemoveAt(subscriptions.Count - 1);
        return true;
    }

    private readonly record struct Search(long Number, Subscriber? Sender, bool HidesFromWildcards)
    {
        public void Take(List<Subscription> subscriptions, ref Matches found)
        {
            foreach (var subscription in subscriptions)
            {
                if (!subscription.NoLocal || subscription.Subscriber != Sender)
                    found.Add(subscription, Number);
            }
        }
    }

    private sealed class Node
    {
        private Dictionary<byte[], Node>? _named;

        /// <summary>Subscriptions whose filter ends here.</summary>
        public List<Subscription> Here { get; } = [];

        /// <summary>The level "+".</summary>
        public Node? Any { get; private set; }

        /// <summary>The level "#", which also stands for no level at all.</summary>
        public Node? All { get; private set; }

        public bool IsEmpty => Here.Count == 0 && Any is null && All is null && _named is null or { Count: 0 };

        public Node? Find(ReadOnlySpan<byte> name) =>
            _named is not null && _named.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var node) ? node : null;

        public Node? At(ReadOnlySpan<byte> level) => level switch { [(byte)'+'] => Any, [(byte)'#'] => All, _ => Find(level) };

        public Node Grow(ReadOnlySpan<byte> level)
        {
            if (At(level) is { } known)
                return known;
            var grown = new Node();
            if (level is [(byte)'+'])
                Any = grown;
            else if (level is [(byte)'#'])
                All = grown;
            else
                (_named ??= new Dictionary<byte[], Node>(Utf8Key.Comparer)).Add(level.ToArray(), grown);
            return grown;
        }

        public void Drop(ReadOnlySpan<byte> level)
        {
            if (level is [(byte)'+'])
                Any = null;
            else if (level is [(byte)'#'])
                All = null;
            else
                _named!.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(level);
        }
    }
}

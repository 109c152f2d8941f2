using System.Text;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.Routing;

/// <summary>
/// All subscriptions by the levels of their filters, so that a message costs as much as its topic has levels and subscribers, and not as
/// much as there are clients. It is walked level by level and without recursion, so that no filter can exhaust the stack. Not thread-safe.
/// </summary>
internal sealed class SubscriptionTree
{
    private readonly Node _root = new();
    private List<Node> _reached = [], _next = []; // of Find: where the levels so far lead, and the one after
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
    public bool Remove(string filter, Subscriber subscriber)
    {
        var utf8 = Encoding.UTF8.GetBytes(filter);
        ReadOnlySpan<byte> rest = utf8;
        List<(Node Parent, Range Level)> path = [];
        var node = _root;
        bool goesOn;
        do
        {
            var start = utf8.Length - rest.Length;
            var level = TopicFilter.Next(ref rest, out goesOn);
            if (node.At(level) is not { } child)
                return false;
            path.Add((node, start..(start + level.Length)));
            node = child;
        }
        while (goesOn);
        var removed = Remove(node.Here, subscriber);
        for (var at = path.Count - 1; at >= 0 && node.IsEmpty; at--)
        {
            node = path[at].Parent;
            node.Drop(utf8.AsSpan(path[at].Level));
        }

        return removed;
    }

    /// <summary>Everybody who wants messages of this topic.</summary>
    /// <param name="topic">A topic, in UTF-8.</param>
    /// <param name="sender">Who published it; null for nobody who subscribes.</param>
    public Matches Find(ReadOnlySpan<byte> topic, Subscriber? sender)
    {
        var search = new Search(++_searches, sender);
        var found = default(Matches);
        var wildcards = topic is not [(byte)'$', ..]; // of the first level
        _reached.Clear();
        _reached.Add(_root);
        for (var goesOn = true; goesOn && _reached.Count > 0; wildcards = true)
        {
            var level = TopicFilter.Next(ref topic, out goesOn);
            _next.Clear();
            foreach (var node in _reached)
            {
                if (wildcards && node.All is { } all)
                    search.Take(all.Here, ref found);
                if (node.Find(level) is { } named)
                    _next.Add(named);
                if (wildcards && node.Any is { } any)
                    _next.Add(any);
            }

            (_reached, _next) = (_next, _reached);
        }

        foreach (var node in _reached)
        {
            search.Take(node.Here, ref found);
            if (node.All is { } all)
                search.Take(all.Here, ref found);
        }

        return found;
    }

    private static bool Remove(List<Subscription> subscriptions, Subscriber subscriber) =>
        subscriptions.FindIndex(subscription => subscription.Subscriber == subscriber) is >= 0 and var at && RemoveAt(subscriptions, at);

    private static bool RemoveAt(List<Subscription> subscriptions, int at)
    {
        subscriptions[at] = subscriptions[^1];
        subscriptions.RemoveAt(subscriptions.Count - 1);
        return true;
    }

    private readonly record struct Search(long Number, Subscriber? Sender)
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
                (_named ??= new Dictionary<byte[], Node>(Utf8Comparer.Instance)).Add(level.ToArray(), grown);
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

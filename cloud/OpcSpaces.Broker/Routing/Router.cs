using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Broker.Routing;

/// <summary>
/// Brings every message to its subscribers. Subscribing and retaining happen under one lock, so a retained message reaches a subscriber
/// either as retained or as new, whatever comes first. Safe from any thread.
/// </summary>
internal sealed class Router(int maxRetainedMessages, long maxRetainedBytes, EventCounters<BrokerEvent> counters)
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly SubscriptionTree _subscriptions = new();
    private readonly RetainedMessages _retained = new(maxRetainedMessages, maxRetainedBytes);

    /// <summary>Hands a message to everybody who wants it; its spans are read during the call only. Completes when those inside this process have room for the next one.</summary>
    public ValueTask Deliver(in PublishView message, Subscriber? sender)
    {
        var matches = Find(message, sender);
        if (matches.Count == 1)
            return IsDelivered(message, matches[0]) ? ValueTask.CompletedTask : matches[0].Deliver(message);
        List<Task>? unfinished = null;
        for (var at = 0; at < matches.Count; at++)
        {
            if (IsDelivered(message, matches[at]))
                continue;
            var delivered = matches[at].Deliver(message);
            if (!delivered.IsCompletedSuccessfully)
                (unfinished ??= []).Add(delivered.AsTask());
        }

        return unfinished is null ? ValueTask.CompletedTask : new ValueTask(Task.WhenAll(unfinished));
    }

    /// <summary>The same for a publisher that does not wait.</summary>
    public void Post(in PublishView message, Subscriber? sender)
    {
        var matches = Find(message, sender);
        for (var at = 0; at < matches.Count; at++)
        {
            if (!IsDelivered(message, matches[at]))
                matches[at].Post(message);
        }
    }

    /// <summary>Adds a subscription, and delivers the retained messages of its filter as <paramref name="handling"/> says. False when the filter was known.</summary>
    public bool Subscribe(string filter, Subscription subscription, RetainHandling handling)
    {
        bool isNew;
        List<StoredMessage> retained;
        lock (_gate)
        {
            isNew = _subscriptions.Add(filter, subscription);
            var wanted = handling == RetainHandling.Always || (handling == RetainHandling.OfNewSubscriptions && isNew);
            retained = wanted ? _retained.Find(filter) : [];
            if (subscription.Subscriber.IsRemote)
                PostRetained(retained, subscription);
        }

        if (!subscription.Subscriber.IsRemote)
            PostRetained(retained, subscription);
        return isNew;
    }

    /// <summary>False when there was no such subscription.</summary>
    public bool Unsubscribe(string filter, Subscriber subscriber)
    {
        lock (_gate)
            return _subscriptions.Remove(filter, subscriber);
    }

    /// <summary>Whether <see cref="Find"/> has delivered it already.</summary>
    private static bool IsDelivered(in PublishView message, in Match match) => message.Retain && match.Subscriber.IsRemote;

    private static void PostRetained(List<StoredMessage> retained, Subscription subscription)
    {
        foreach (var message in retained)
            subscription.Subscriber.Post(message.View, Math.Min(message.View.Qos, subscription.Qos), retained: true);
    }

    private Matches Find(in PublishView message, Subscriber? sender)
    {
        lock (_gate)
        {
            var matches = _subscriptions.Find(message.Topic, sender);
            if (!message.Retain)
                return matches;
            if (!_retained.Keep(message, anyway: sender is { IsRemote: false }))
                counters.Add(BrokerEvent.NotRetained);

            // Inside the lock, so that no later subscriber gets an older retained message behind this one.
            for (var at = 0; at < matches.Count; at++)
            {
                if (matches[at].Subscriber.IsRemote)
                    matches[at].Post(message);
            }

            return matches;
        }
    }
}

/// <summary>Which subscriptions get retained messages (MQTT 5 §3.8.3.1).</summary>
internal enum RetainHandling
{
    Always = 0,
    OfNewSubscriptions = 1,
    Never = 2,
}

using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Routing;

/// <summary>One filter of one subscriber with its options (MQTT 5 §3.8.3.1).</summary>
/// <param name="Subscriber">Who wants the messages.</param>
/// <param name="Qos">The highest QoS at which they are wanted.</param>
/// <param name="NoLocal">Not those that the subscriber itself publishes.</param>
/// <param name="RetainAsPublished">The retain flag stays as the publisher set it.</param>
internal sealed record Subscription(Subscriber Subscriber, byte Qos, bool NoLocal = false, bool RetainAsPublished = false);

/// <summary>A subscriber of a message, with the best of all its subscriptions that match.</summary>
internal readonly record struct Match(Subscriber Subscriber, byte Qos, bool RetainAsPublished)
{
    public void Post(in PublishView message) => Subscriber.Post(message, Math.Min(Qos, message.Qos), message.Retain && RetainAsPublished);

    public ValueTask Deliver(in PublishView message) => Subscriber.Deliver(message, Math.Min(Qos, message.Qos), message.Retain && RetainAsPublished);
}

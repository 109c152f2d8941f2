using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Routing;

/// <summary>Who can subscribe: a client's link, or a session inside this process.</summary>
internal abstract class Subscriber
{
    /// <summary>Delivers without waiting and without calling anybody's code, so that it may be called inside the router's lock.</summary>
    public abstract bool IsRemote { get; }

    /// <summary>Number of the search that found this subscriber last. Guarded by the router's lock.</summary>
    internal long FoundBy { get; set; }

    /// <summary>Where it stands among the finds of that search. Guarded by the router's lock.</summary>
    internal int FoundAt { get; set; }

    /// <summary>Hands the message over to somebody who takes it at once or keeps it; the spans are valid during the call only.</summary>
    public abstract void Post(in PublishView message, byte qos, bool retained);

    /// <summary>The same with back-pressure: the publisher's next message waits for the returned task.</summary>
    public virtual ValueTask Deliver(in PublishView message, byte qos, bool retained)
    {
        Post(message, qos, retained);
        return ValueTask.CompletedTask;
    }
}

using Microsoft.Extensions.Logging;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Routing;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Broker.Sessions;

/// <summary>What all sessions of one broker share.</summary>
internal sealed class BrokerCore
{
    public BrokerCore(BrokerOptions options, TimeProvider time, ILogger logger)
    {
        (Options, Time, Logger) = (options, time, logger);
        Router = new Router(options.MaxRetainedMessages, options.MaxRetainedBytes, Counters);
        Queued = new QueueBudget(options.MaxQueuedBytesOfAll);
        Receiving = new QueueBudget(options.MaxReceivingBytesOfAll);
    }

    public BrokerOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public EventCounters<BrokerEvent> Counters { get; } = new();

    public SessionRegistry Sessions { get; } = new();

    /// <summary>What waits for all clients.</summary>
    public QueueBudget Queued { get; }

    /// <summary>What has come of packets that are not complete yet.</summary>
    public QueueBudget Receiving { get; }

    public Router Router { get; }
}

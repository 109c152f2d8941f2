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
        Router = new Router(options.MaxRetainedMessages, Counters);
    }

    public BrokerOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public EventCounters<BrokerEvent> Counters { get; } = new();

    public SessionRegistry Sessions { get; } = new();

    public Router Router { get; }
}

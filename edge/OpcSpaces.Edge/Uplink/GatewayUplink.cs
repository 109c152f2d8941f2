using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Uplink;

/// <summary>The Sparkplug edge node of one gateway. It keeps a session open, and lets the <see cref="Sender"/> use it.</summary>
internal sealed partial class GatewayUplink : IBirthSource, ICommandHandler, ISessionListener, IDisposable
{
    private readonly OutboxLog _outbox;
    private readonly ILogger _logger;
    private readonly Sender _sender;
    private readonly EdgeNodeRunner _runner;

    public GatewayUplink(UplinkDependencies dependencies)
    {
        (_outbox, _logger) = (dependencies.Outbox, dependencies.Logger);
        _sender = new Sender(_outbox, dependencies.Config, dependencies.Time, Random.Shared, _logger);
        _runner = new EdgeNodeRunner(dependencies.Node, dependencies.Brokers, this, this, this, _outbox.BirthSequences, dependencies.Time);
    }

    /// <summary>Raised when a session has begun, so that telemetry need not wait any longer. Handlers must be quick.</summary>
    public event Action? Connected;

    public bool IsAway => _sender.IsAway;

    public UplinkCounts Counts => _sender.Counts;

    /// <summary>Runs until <paramref name="stop"/>, and then tells the host that the gateway leaves.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] loops = [_runner.RunAsync(either.Token), _sender.RunAsync(either.Token)];
        var first = await Task.WhenAny(loops);
        await either.CancelAsync();
        await first;
        await Task.WhenAll(loops);
    }

    public BirthSnapshot Capture() => _outbox.Capture();

    public void OnCommitted(CommittedCommand watermark) => _sender.OnWatermark(watermark);

    public void OnRebirthRequested()
    {
        // The session sends the births, and then calls OnReborn.
    }

    public void OnHostAwaited(HostAwaited wait)
    {
        var (seen, fix) = wait.Seen switch
        {
            StateSeen.Offline => ("it says that it is offline", "Check that the cloud runs"),
            StateSeen.Outdated => ("its message is older than an earlier one", "Check the clock of the cloud"),
            StateSeen.Malformed => ("its message cannot be read", "Check what else publishes there"),
            _ => ("nothing came", "Check primaryHost, which must be the cloud's --host-id to the letter; that the cloud uses this broker; and that the broker lets this gateway read that topic"),
        };
        AwaitsHost(_logger, wait.Broker, (long)wait.Since.TotalSeconds, wait.StateTopic, seen, fix);
    }

    public void OnSessionStarted(EdgeNodeSession session)
    {
        SessionStarted(_logger, session.Declared);
        _sender.Use(new SparkplugUplinkSession(session));
        Connected?.Invoke();
    }

    public void OnReborn(EdgeNodeSession session) => _sender.OnReborn();

    public void OnSessionEnded(EdgeNodeSession? session, SessionEnd end)
    {
        if (end.Reason == SessionEndReason.Stopped) SessionEnded(_logger, end.Broker);
        else SessionLost(_logger, end.Broker, end.Reason, end.Detail, Fix(end.Reason));
        if (end.Suspicion is { } suspicion) Suspicious(_logger, suspicion);
        _sender.Use(null);
    }

    private static string Fix(SessionEndReason reason) => reason switch
    {
        SessionEndReason.NotConnected => "Check that the broker runs and can be reached from here, and broker.host and broker.port",
        SessionEndReason.HostOffline => "Check that the host of primaryHost runs",
        _ => "It connects again by itself; if this repeats, check the network and the broker",
    };

    public void Dispose() => _sender.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connected to the broker at {Broker}, but the cloud is not there: for {Seconds} s the gateway has waited for {Topic}, and {Seen}. Readings are kept until it is online. {Fix}")]
    private static partial void AwaitsHost(ILogger logger, string broker, long seconds, string topic, string seen, string fix);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session started: {Position}")]
    private static partial void SessionStarted(ILogger logger, OutboxPosition position);

    [LoggerMessage(Level = LogLevel.Information, Message = "The session with the broker at {Broker} ended, because the gateway stops")]
    private static partial void SessionEnded(ILogger logger, string broker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No session with the broker at {Broker} ({Reason}): {Detail}. Readings are kept until there is one. {Fix}")]
    private static partial void SessionLost(ILogger logger, string broker, SessionEndReason reason, string detail, string fix);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Suspicion} Give each gateway an id and a data directory of its own.")]
    private static partial void Suspicious(ILogger logger, string suspicion);
}

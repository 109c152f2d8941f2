using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Uplink;

/// <summary>The Sparkplug edge node of one gateway: keeps it in session and lets the <see cref="Sender"/> use each session.</summary>
internal sealed partial class GatewayUplink : IBirthSource, ICommandHandler, ISessionListener, IDisposable
{
    private readonly OutboxLog _outbox;
    private readonly ILogger _logger;
    private readonly Sender _sender;
    private readonly EdgeNodeRunner _runner;

    public GatewayUplink(GatewayConfig config, OutboxLog outbox, GatewayAgentParts parts, ILogger logger)
    {
        (_outbox, _logger) = (outbox, logger);
        _sender = new Sender(outbox, config.Uplink, parts.TransportTime, Random.Shared, logger);
        var options = new EdgeNodeOptions
        {
            Group = config.Group,
            EdgeNode = config.Gateway,
            PrimaryHost = config.PrimaryHost,
            KeepAliveSeconds = config.Uplink.KeepAliveSeconds,
            FirstReconnectDelayMs = config.Uplink.FirstReconnectDelayMs,
            LongestReconnectDelayMs = config.Uplink.LongestReconnectDelayMs,
        };
        _runner = new EdgeNodeRunner(options, parts.Brokers, this, this, this, outbox.BirthSequences, parts.TransportTime);
    }

    /// <summary>Raised when a session stands and telemetry need not wait any longer; must be quick.</summary>
    public event Action? Connected;

    public bool IsAway => _sender.IsAway;

    public UplinkCounts Counts => _sender.Counts;

    /// <summary>Runs until <paramref name="stop"/>, then tells the host goodbye.</summary>
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
        // The session does it, and says so by OnReborn.
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
        SessionEnded(_logger, end.Reason, end.Detail);
        _sender.Use(null);
    }

    public void Dispose() => _sender.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "In session: {Position}")]
    private static partial void SessionStarted(ILogger logger, OutboxPosition position);

    [LoggerMessage(Level = LogLevel.Information, Message = "Not in session ({Reason}): {Detail}")]
    private static partial void SessionEnded(ILogger logger, SessionEndReason reason, string detail);
}

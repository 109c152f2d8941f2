using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge;

/// <summary>
/// One gateway: pins in, Sparkplug out, an outbox on disk between them. A process may host any number of agents; each has a
/// data directory of its own, and none has a thread of its own.
/// </summary>
public sealed partial class GatewayAgent : IAsyncDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly GatewayAgentParts _parts;
    private readonly ILogger _logger;
    private OutboxLog? _outbox;
    private GatewaySensing? _sensing;
    private GatewayUplink? _uplink;
    private Task _lastMark = Task.CompletedTask;

    /// <summary>Throws <see cref="SettingsException"/> with every fault of the configuration.</summary>
    public GatewayAgent(GatewayConfig config, GatewayAgentParts parts)
    {
        SettingsException.ThrowIfAny(GatewayConfigRules.Faults(config));
        (Config, _parts) = (config, parts);
        _logger = parts.Loggers.CreateLogger($"{typeof(GatewayAgent).FullName}.{config.Gateway}");
    }

    public GatewayConfig Config { get; }

    /// <summary>The agent's log, for those who bring readings of their own; null before <see cref="RunAsync"/> has opened it.</summary>
    public OutboxLog? Outbox => Volatile.Read(ref _outbox);

    /// <summary>How the agent is doing; null before <see cref="RunAsync"/> has opened the outbox.</summary>
    public AgentHealth? Health => _uplink is { } uplink && _sensing is { } sensing ? AgentHealth.Of(_outbox!, uplink, sensing) : null;

    /// <summary>Whether a host that was waited for takes what is sent now.</summary>
    public bool IsHeard => Config.PrimaryHost.Length > 0 && _uplink is { IsAway: false };

    /// <summary>
    /// Opens the outbox, senses and sends until <paramref name="stop"/>; then everything that was seen is on disk and the host has
    /// been told. Runs once. Throws when the outbox cannot be opened or breaks while it is used.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var outbox = await _parts.CommitPool.RunAsync(OpenOutbox);
        Volatile.Write(ref _outbox, outbox);
        // First the uplink: it has to know where the log ended before this run adds to it.
        using var uplink = new GatewayUplink(Config, outbox, _parts, _logger);
        var unknowns = outbox.AppendUnknownsAsync();
        using var sensing = new GatewaySensing(Config, SensingParts(), outbox, () => uplink.IsAway);
        (_uplink, _sensing) = (uplink, sensing);
        uplink.Connected += sensing.Flush;

        using var stopUplink = new CancellationTokenSource();
        var sending = uplink.RunAsync(stopUplink.Token);
        await using (StartMarks(sensing, outbox))
            await Task.WhenAny(sending, outbox.Broken, Task.Delay(Timeout.Infinite, stop));

        sensing.Dispose();
        await Task.WhenAny(Task.WhenAll(unknowns, MarkAsync(sensing, outbox)), Task.Delay(LongestFarewell, _parts.TransportTime, CancellationToken.None));
        await stopUplink.CancelAsync();
        await sending;
        if (outbox.Broken.IsFaulted) await outbox.Broken;
    }

    public ValueTask DisposeAsync()
    {
        _parts.Pins.Dispose();
        _parts.Buses.Dispose();
        return ValueTask.CompletedTask;
    }

    private OutboxLog OpenOutbox()
    {
        var now = _parts.SensingTime.GetUtcNow().ToUnixTimeMilliseconds();
        var outbox = OutboxLog.Open(
            new OutboxParts
            {
                Directory = Config.DataDirectory,
                Config = Config.Outbox,
                CommitPool = _parts.CommitPool,
                Time = _parts.TransportTime,
                Witness = _parts.Witness,
                Logger = _logger,
            },
            now);
        outbox.Configure(GatewaySensing.Metrics(Config), now);
        Opened(_logger, outbox.Position.Epoch, outbox.Position.LastSequence, outbox.Position.Committed);
        return outbox;
    }

    private SensingParts SensingParts() => new()
    {
        Pins = _parts.Pins,
        Buses = _parts.Buses,
        Time = _parts.SensingTime,
        TransportTime = _parts.TransportTime,
        Logger = _logger,
    };

    private ITimer StartMarks(GatewaySensing sensing, OutboxLog outbox)
    {
        var period = TimeSpan.FromSeconds(Config.Outbox.MarkSeconds);
        // Many agents in one process start together; their marks need not come together.
        var first = period * (0.5 + (Random.Shared.NextDouble() / 2));
        return _parts.TransportTime.CreateTimer(_ => Mark(sensing, outbox), null, first, period);
    }

    private void Mark(GatewaySensing sensing, OutboxLog outbox)
    {
        // While the disk takes nothing one mark waits for it; more would not say more.
        if (!_lastMark.IsCompleted) return;
        _lastMark = MarkAsync(sensing, outbox);
    }

    private Task MarkAsync(GatewaySensing sensing, OutboxLog outbox)
    {
        // In this order: what is decided in between is appended before the mark, and what becomes undecided does so after its time.
        var now = _parts.SensingTime.GetUtcNow().ToUnixTimeMilliseconds();
        var undecided = sensing.Undecided();
        sensing.Flush();
        return outbox.MarkAsync(now, undecided);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Outbox epoch {Epoch}: last {Last}, committed {Committed}")]
    private static partial void Opened(ILogger logger, ulong epoch, ulong last, ulong committed);
}

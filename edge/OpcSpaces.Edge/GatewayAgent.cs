using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sealing;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Points.Hours;
using OpcSpaces.Settings;
using OpcSpaces.Sqlite;
using OpcSpaces.Wire.EdgeNode;

namespace OpcSpaces.Edge;

/// <summary>
/// One gateway: pins in, Sparkplug out, and an outbox on disk between them. A process may host any number of agents. Each has a
/// data directory of its own, and none has a thread of its own.
/// </summary>
public sealed partial class GatewayAgent : IAsyncDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    // The cloud confirms within a round trip and 50 ms, or after 16 batches. With more than that on the way the link is behind.
    private const int MostUnconfirmed = 16;

    private const int SealDelayMs = 60_000, LongestSpreadMs = 240_000;

    private readonly GatewayAgentDependencies _dependencies;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OutboxLog? _outbox;
    private GatewaySensing? _sensing;
    private GatewayUplink? _uplink;
    private Task _lastMark = Task.CompletedTask;
    private Task _lastSeal = Task.CompletedTask;
    private readonly TaskCompletionSource _sealsBroken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Throws <see cref="SettingsException"/> with every fault of the configuration.</summary>
    public GatewayAgent(GatewayConfig config, GatewayAgentDependencies dependencies)
    {
        SettingsException.ThrowIfAny(GatewayConfigRules.Faults(config));
        (Config, _dependencies) = (config, dependencies);
        _logger = dependencies.Loggers.CreateLogger($"{typeof(GatewayAgent).FullName}.{config.Gateway}");
    }

    public GatewayConfig Config { get; }

    /// <summary>
    /// Completes when the outbox is open, all sensors are built, and every timer of the sensing clock runs: from then on no time passes unnoticed.
    /// Never completes when that fails: <see cref="RunAsync"/> then throws.
    /// </summary>
    public Task Started => _started.Task;

    /// <summary>The agent's log, for a host that appends readings of its own; null before <see cref="RunAsync"/> has opened it.</summary>
    public OutboxLog? Outbox => Volatile.Read(ref _outbox);

    /// <summary>How the agent is doing; null before <see cref="RunAsync"/> has opened the outbox.</summary>
    public AgentHealth? Health => _uplink is { } uplink && _sensing is { } sensing ? AgentHealth.Of(_outbox!, uplink, sensing, IsSealing) : null;

    /// <summary>Whether the agent looks at hours now, which takes real time.</summary>
    public bool IsSealing => !Volatile.Read(ref _lastSeal).IsCompleted;

    /// <summary>Whether the agent has a primary host, and that host receives what is sent now.</summary>
    public bool HasHost => Config.PrimaryHost.Length > 0 && _uplink is { IsAway: false };

    /// <summary>
    /// Opens the outbox, then senses and sends until <paramref name="stop"/>. When it returns, everything that was sensed is on
    /// disk and the host has been told that the gateway leaves. Runs once. Throws when the outbox cannot be opened or breaks.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var outbox = await _dependencies.CommitPool.RunAsync(OpenOutbox);
        Volatile.Write(ref _outbox, outbox);
        // The uplink comes first: it has to know where the log ended before this run appends to it.
        using var uplink = new GatewayUplink(UplinkDependencies(outbox));
        var start = outbox.AppendStartAsync();
        var sealing = new HourSealing(Config.Sensing, SealingDependencies(outbox));
        using var sensing = new GatewaySensing(Config.Sensing, SensingDependencies(outbox, uplink, sealing));
        (_uplink, _sensing) = (uplink, sensing);
        uplink.Connected += sensing.Flush;

        using var stopUplink = new CancellationTokenSource();
        var sending = uplink.RunAsync(stopUplink.Token);
        await using (StartMarks(sensing, outbox))
        await using (StartSeals(sensing, outbox, sealing))
        {
            _started.SetResult();
            await Task.WhenAny(sending, outbox.Broken, _sealsBroken.Task, Task.Delay(Timeout.Infinite, stop));
        }

        sensing.Dispose();
        sensing.KeepLearned();
        await Task.WhenAny(Task.WhenAll(start, FinishAsync(sensing, outbox, sealing)), Task.Delay(LongestFarewell, _dependencies.TransportTime, CancellationToken.None));
        await stopUplink.CancelAsync();
        await sending;
        if (outbox.Broken.IsFaulted) await outbox.Broken;
        if (_sealsBroken.Task.IsFaulted) await _sealsBroken.Task;
    }

    public ValueTask DisposeAsync()
    {
        _dependencies.Pins.Dispose();
        _dependencies.Buses.Dispose();
        return ValueTask.CompletedTask;
    }

    private OutboxLog OpenOutbox()
    {
        var now = _dependencies.SensingTime.GetUtcNow().ToUnixTimeMilliseconds();
        var outbox = OutboxLog.Open(
            new OutboxDependencies
            {
                Directory = Config.DataDirectory,
                Config = Config.Outbox,
                CommitPool = _dependencies.CommitPool,
                Time = _dependencies.TransportTime,
                SensingTime = _dependencies.SensingTime,
                BootId = _dependencies.BootId,
                IsSynchronized = _dependencies.IsSynchronized,
                CommitObserver = _dependencies.CommitObserver,
                Logger = _logger,
            },
            now);
        outbox.Configure(Config.Sensing.Metrics, now);
        Opened(_logger, outbox.Position.Epoch, outbox.Position.LastSequence, outbox.Position.Committed);
        return outbox;
    }

    private UplinkDependencies UplinkDependencies(OutboxLog outbox) => new()
    {
        Node = new EdgeNodeOptions
        {
            Group = Config.Group,
            EdgeNode = Config.Gateway,
            PrimaryHost = Config.PrimaryHost,
            KeepAliveSeconds = Config.Uplink.KeepAliveSeconds,
            FirstReconnectDelayMs = Config.Uplink.FirstReconnectDelayMs,
            LongestReconnectDelayMs = Config.Uplink.LongestReconnectDelayMs,
        },
        Config = Config.Uplink,
        Outbox = outbox,
        Brokers = _dependencies.Brokers,
        Time = _dependencies.TransportTime,
        Logger = _logger,
    };

    private HourSealingDependencies SealingDependencies(OutboxLog outbox) => new()
    {
        Outbox = outbox,
        Directory = Config.DataDirectory,
        Time = _dependencies.SensingTime,
        Boot = outbox.Boot,
        HourPhaseMs = Config.Clock.HourPhaseMs,
        Logger = _logger,
    };

    private SensingDependencies SensingDependencies(OutboxLog outbox, GatewayUplink uplink, HourSealing sealing) => new()
    {
        Pins = _dependencies.Pins,
        Buses = _dependencies.Buses,
        Outbox = outbox,
        Uplink = () => ConditionOf(outbox, uplink),
        Time = _dependencies.SensingTime,
        TransportTime = _dependencies.TransportTime,
        Settled = sealing.Expected.Add,
        HourPhaseMs = Config.Clock.HourPhaseMs,
        Logger = _logger,
    };

    private static UplinkCondition ConditionOf(OutboxLog outbox, GatewayUplink uplink)
    {
        if (uplink.IsAway) return UplinkCondition.Away;
        var position = outbox.Position;
        var isBusy = outbox.ReadingsUnsaved > 0 || position.LastSequence > position.Committed + MostUnconfirmed;
        return isBusy ? UplinkCondition.Busy : UplinkCondition.Ready;
    }

    private ITimer StartMarks(GatewaySensing sensing, OutboxLog outbox)
    {
        var period = TimeSpan.FromSeconds(Config.Outbox.MarkSeconds);
        // Many agents in one process start together; their marks are spread over time.
        var first = period * (0.5 + (Random.Shared.NextDouble() / 2));
        return _dependencies.TransportTime.CreateTimer(_ => Mark(sensing, outbox), null, first, period);
    }

    private void Mark(GatewaySensing sensing, OutboxLog outbox)
    {
        // While the disk refuses writes, one mark waits for it; more marks would say nothing more.
        if (!_lastMark.IsCompleted) return;
        sensing.KeepLearnedWhenDue();
        _lastMark = MarkAsync(sensing, outbox);
    }

    private Task MarkAsync(GatewaySensing sensing, OutboxLog outbox) => MarkNow(sensing, outbox).Stored;

    private (long NowMs, IReadOnlyList<UncertainMetric> Uncertain, Task Stored) MarkNow(GatewaySensing sensing, OutboxLog outbox)
    {
        // In this order: a stay that is decided in between is appended before the mark, and one that becomes uncertain does so after the mark's time.
        var now = _dependencies.SensingTime.GetUtcNow().ToUnixTimeMilliseconds();
        var uncertain = sensing.UncertainMetrics();
        sensing.Flush();
        return (now, uncertain, outbox.MarkAsync(now, uncertain));
    }

    // After the places have looked at their hours. Many agents in one process spread it over four minutes.
    private ITimer StartSeals(GatewaySensing sensing, OutboxLog outbox, HourSealing sealing)
    {
        var period = MetricHour.LengthMs / 2;
        var first = period - (_dependencies.SensingTime.GetUtcNow().ToUnixTimeMilliseconds() % period) + SealDelayMs + Random.Shared.Next(LongestSpreadMs);
        return GatewayClock.ForSlowCalls(_dependencies.SensingTime).CreateTimer(
            _ => Seal(sensing, outbox, sealing), null, TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds(period));
    }

    private void Seal(GatewaySensing sensing, OutboxLog outbox, HourSealing sealing)
    {
        if (!_lastSeal.IsCompleted) return;
        // In this order: what is settled or becomes certain in between is sealed at the next look.
        var settled = sensing.SettledMs;
        var (now, uncertain, stored) = MarkNow(sensing, outbox);
        _lastSeal = Task.Run(async () =>
        {
            try
            {
                await stored;
                await sealing.LookAsync(now, settled, uncertain);
            }
            catch (SqliteException e) when (SqliteCode.IsTemporary(e.SqliteErrorCode))
            {
                SealsLater(_logger, e.Message);
            }
            catch (Exception e)
            {
                _sealsBroken.TrySetException(e);
            }
        });
    }

    private async Task FinishAsync(GatewaySensing sensing, OutboxLog outbox, HourSealing sealing)
    {
        await _lastSeal;
        await MarkAsync(sensing, outbox);
        sealing.Save();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk does not allow to seal hours now; the next attempt is in half an hour: {Reason}")]
    private static partial void SealsLater(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Outbox epoch {Epoch}: last {Last}, committed {Committed}")]
    private static partial void Opened(ILogger logger, ulong epoch, ulong last, ulong committed);
}

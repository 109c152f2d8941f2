using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>
/// Drives the pins of gateways that have one zone of motion points each. Every trigger is sensed as <em>occupied</em> at once and
/// as <em>free</em> after the hold-off of one second. For benchmarks and fault tests.
/// </summary>
public sealed class LoadGenerator
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly LoadOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<SimulatedPin[]> _gateways;

    // Guards the two fields below; also prevents a long step from being overtaken by the next one.
    private readonly Lock _gate = new();
    private readonly long?[] _triggeredAt;
    private long _triggered;
    private long _readings;

    /// <summary>Throws <see cref="BuildingException"/> with every fault of the options.</summary>
    public LoadGenerator(LoadOptions options, FleetOptions fleet, TimeProvider time)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new BuildingException(faults);
        (_options, _time) = (options, time);
        var wirings = Enumerable.Range(1, options.Gateways).Select(number => Wire(number, options.PointsPerGateway)).ToList();
        Boards = wirings.ToDictionary(wiring => wiring.Id, wiring => new SimulatedBoard(wiring.Points.Select(point => point.Pin)));
        Configs = [.. wirings.Select(wiring => Sharpen(FleetConfigs.Of(options.Community, wiring, fleet)))];
        _gateways = [.. wirings.Select(wiring => wiring.Points.Select(point => Boards[wiring.Id][point.Pin]).ToArray())];
        _triggeredAt = new long?[options.Gateways * options.GroupsPerGateway];
    }

    /// <summary>One configuration per gateway, for a <see cref="GatewayFleet"/> or for agents in other processes.</summary>
    public IReadOnlyList<GatewayConfig> Configs { get; }

    /// <summary>The boards, by the gateway's id.</summary>
    public IReadOnlyDictionary<string, SimulatedBoard> Boards { get; }

    /// <summary>Number of readings that the triggers so far make; half of them come after the hold-off.</summary>
    public long ReadingsTriggered => Interlocked.Read(ref _readings);

    /// <summary>
    /// Triggers points at the configured rate until it is cancelled; this is not an error. Gateways take turns. It catches up after
    /// a delay, but never triggers a point before its last stay has ended. In virtual time the triggers run on the thread that
    /// advances it.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var (started, before) = (_time.GetTimestamp(), _triggered);
        await using var timer = _time.CreateTimer(_ => CatchUp(started, before), null, Step, Step);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private void CatchUp(long started, long before)
    {
        if (!_gate.TryEnter())
            return;
        try
        {
            var triggersPerSecond = _options.ReadingsPerSecondPerGateway * _options.Gateways / (2.0 * _options.PointsPerBatch);
            var due = before + (long)(_time.GetElapsedTime(started).TotalSeconds * triggersPerSecond);
            while (_triggered < due && HasRested(_triggered))
                Trigger(_triggered++);
        }
        finally
        {
            _gate.Exit();
        }
    }

    // All groups of all gateways take turns, so a group comes again after all others.
    private bool HasRested(long number) =>
        _triggeredAt[number % _triggeredAt.Length] is not { } last || _time.GetElapsedTime(last) >= LoadOptions.Rest;

    /// <summary>Triggers each point of the next group of one gateway; the groups take turns.</summary>
    private void Trigger(long number)
    {
        var pins = _gateways[(int)(number % _gateways.Count)];
        var first = (int)(number / _gateways.Count % _options.GroupsPerGateway) * _options.PointsPerBatch;
        var now = _time.GetUtcNow();
        for (var i = first; i < first + _options.PointsPerBatch; i++)
        {
            pins[i].Set(true, now);
            pins[i].Set(false, now);
        }
        _triggeredAt[number % _triggeredAt.Length] = _time.GetTimestamp();
        Interlocked.Add(ref _readings, 2L * _options.PointsPerBatch);
    }

    private static GatewayWiring Wire(int number, int points)
    {
        var id = FormattableString.Invariant($"load-{number:0000}");
        return new GatewayWiring(id, [], [.. Enumerable.Range(1, points).Select(n => new WiredPoint($"{id}-Z", PointId.Of(PointKind.Desk, n), SensorType.Motion, n))]);
    }

    private static GatewayConfig Sharpen(GatewayConfig config) => config with
    {
        Zones = [.. config.Zones.Select(zone => zone with { Points = [.. zone.Points.Select(Sharpen)] })],
    };

    private static PointConfig Sharpen(PointConfig point) =>
        point is MotionConfig motion ? motion with { DebounceMs = 0, HoldOffSeconds = LoadOptions.HoldOffSeconds } : point;
}

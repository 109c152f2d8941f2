using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.Points;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Benchmarks.Latency;

/// <summary>
/// A city of real gateways whose pins change in real time. Every motion is <em>occupied</em> at once and <em>free</em> after a
/// second, so it makes two readings. The time of each pin change is written to shared memory, where the process that listens to the
/// cloud reads it. One disk cannot sync for 1,500 agents, so outboxes survive a kill but no power cut here.
/// </summary>
internal sealed class CityLoad(string directory, int brokerPort, int gateways, string stampsFile) : IAsyncDisposable
{
    public const int DesksPerGateway = 34;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly FleetOptions _options = new()
    {
        DataDirectory = directory,
        Broker = new MqttEndpointOptions { Port = brokerPort },
        Outbox = new OutboxConfig { SurvivesPowerLoss = false },
        HoldOffSeconds = 1,
    };

    private GatewayFleet? _fleet;
    private List<SimulatedBoard> _boards = [];
    private long _next;

    public static string GatewayId(int gateway) => $"gw-{gateway:0000}";

    public static string DeskKey(int gateway, int desk) => $"{Load.GatewayShape.Community}/{GatewayId(gateway)}-Z/{PointId.Of(PointKind.Desk, desk + 1)}";

    public async Task<double[]> StartAsync()
    {
        var configs = Enumerable.Range(0, gateways).Select(Config).ToList();
        var boards = configs.ToDictionary(config => config.Gateway, config => new SimulatedBoard(config.Zones[0].Points.Cast<PinPointConfig>().Select(point => point.Pin)));
        _boards = [.. configs.Select(config => boards[config.Gateway])];
        _fleet = new GatewayFleet(_options, configs, boards, TimeProvider.System);
        await _fleet.StartAsync(CancellationToken.None);
        while (_fleet.Progress is { Connected: var connected, Backlog: var backlog } && (connected < gateways || backlog > 0))
            await Task.Delay(100);
        return [_fleet.Progress.ReadingsMade];
    }

    /// <summary>Changes pins evenly over all gateways; returns seconds and number of readings.</summary>
    public async Task<double[]> TriggerAsync(double triggersPerSecond, double seconds)
    {
        using var file = MemoryMappedFile.CreateFromFile(stampsFile, FileMode.Open);
        using var stamps = file.CreateViewAccessor();
        var (started, made, triggered) = (Stopwatch.GetTimestamp(), _fleet!.Progress.ReadingsMade, 0L);
        using var timer = new PeriodicTimer(Step);
        while (Stopwatch.GetElapsedTime(started).TotalSeconds is var elapsed && elapsed < seconds && await timer.WaitForNextTickAsync())
        {
            for (var due = (long)(elapsed * triggersPerSecond); triggered < due; triggered++)
                Trigger(stamps);
        }
        var lasted = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return [lasted, _fleet.Progress.ReadingsMade - made];
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
            await _fleet.DisposeAsync();
    }

    private void Trigger(MemoryMappedViewAccessor stamps)
    {
        var n = _next++;
        var (gateway, desk) = ((int)(n % gateways), (int)(n / gateways % DesksPerGateway));
        var pin = _boards[gateway][desk];
        var now = TimeProvider.System.GetUtcNow();
        stamps.Write(((gateway * DesksPerGateway) + desk) * sizeof(long), Stopwatch.GetTimestamp());
        pin.Set(true, now);
        pin.Set(false, now);
    }

    private GatewayConfig Config(int gateway)
    {
        var wiring = new GatewayWiring(
            GatewayId(gateway), [], [.. Enumerable.Range(0, DesksPerGateway).Select(desk => new WiredPoint($"{GatewayId(gateway)}-Z", PointId.Of(PointKind.Desk, desk + 1), SensorType.Motion, desk))]);
        var config = FleetConfigs.Of(Load.GatewayShape.Community, wiring, _options);
        return config with { Zones = [.. config.Zones.Select(zone => zone with { Points = [.. zone.Points.Select(point => (PointConfig)((MotionConfig)point with { DebounceMs = 0 }))] })] };
    }
}

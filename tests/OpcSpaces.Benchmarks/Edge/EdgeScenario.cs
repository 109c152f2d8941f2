using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Benchmarks.Edge;

/// <summary>
/// One real agent as it runs on a Raspberry Pi: a separate process, 300 points through the driver <c>signals</c>, 10 readings a
/// second, every commit synced, connected to a real broker and a real cloud. Memory is the resident set at the end; CPU is that of
/// the process after a warm-up of half a minute; <c>start_ms</c> is the time from the start of the process to its first commit. Where the
/// gateway was compiled natively (<see cref="NativeGateway"/>), it is measured afterwards in the same way.
/// </summary>
internal sealed class EdgeScenario(RunLength length) : IScenario
{
    private const int Zones = 10;
    private const int DesksPerZone = 28;
    private const int MetersPerZone = 2;
    private const string Gateway = "gw-0001";
    private const int DefaultSeconds = 120;
    private const int WarmUpSeconds = 30;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public string Name => "edge";

    public string Measures => "Memory and CPU of one agent with 300 points at 10 readings per second.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var figures = await MeasureAsync("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway")], log, stop);
        if (NativeGateway.IsBuilt)
        {
            foreach (var (name, value) in await MeasureAsync(NativeGateway.Find(), [], log, stop))
                figures[$"native_{name}"] = value;
        }
        else
        {
            log.WriteLine($"The native gateway is not measured: {NativeGateway.HowToBuild}");
        }

        return figures;
    }

    private async Task<Dictionary<string, double>> MeasureAsync(string program, string[] arguments, TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("edge");
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await CloudServer.StartAsync(directory.File("cloud"), $"{broker.Host}:{broker.Port}");
        var commits = 0;
        await using var signals = SignalServer.Start(directory.File("pins"), TimeProvider.System, _ => Interlocked.Increment(ref commits));
        GatewayFile.Write(directory.File("gateway.json"), Config(directory, broker.Port));
        var launched = Stopwatch.GetTimestamp();
        await using var agent = ServerProcess.Start(program, [.. arguments, "--config", directory.File("gateway.json")]);
        await Eventually.ThatAsync(() => commits > 0 || agent.HasExited, TimeSpan.FromSeconds(30), "the agent's first commit", () => agent.Log);

        var startMs = Stopwatch.GetElapsedTime(launched).TotalMilliseconds;
        await DriveAsync(signals, WarmUpSeconds, stop);
        log.WriteLine($"warm: {agent.ResidentBytes / 1e6:0.0} MB");
        var (cpu, before, started) = (agent.CpuTime, await ReadingsAsync(cloud), Stopwatch.GetTimestamp());
        await DriveAsync(signals, length.Seconds ?? DefaultSeconds, stop);
        var (used, seconds) = ((agent.CpuTime - cpu).TotalSeconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
        var readings = await ReadingsAsync(cloud) - before;
        if (agent.HasExited)
            throw new InvalidOperationException(agent.Log);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{readings} readings in {seconds:0} s, {commits} commits, {used:0.00} s of CPU; load {LoadAverage.OfLastMinute()}"));
        return new Dictionary<string, double>
        {
            ["start_ms"] = Math.Round(startMs),
            ["rss_mb"] = Math.Round(agent.ResidentBytes / 1e6, 1),
            ["cpu_percent"] = Math.Round(used / seconds * 100, 3),
            ["cpu_s_per_million"] = Math.Round(used / readings * 1e6, 1),
            ["readings_per_s"] = Math.Round(readings / seconds, 2),
            ["load_average"] = LoadAverage.OfLastMinute(),
        };
    }

    /// <summary>
    /// Four people a second come (and leave a second later), and each of the 20 meters pulses twice in ten seconds, so that its
    /// register changes.
    /// </summary>
    private static async Task DriveAsync(SignalServer signals, int seconds, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Step);
        var started = Stopwatch.GetTimestamp();
        var (high, people) = (new List<int>(), 0);
        for (var tick = 0; tick < seconds * 10; tick++)
        {
            while (Stopwatch.GetElapsedTime(started) < tick * Step)
                await timer.WaitForNextTickAsync(stop);
            foreach (var pin in high)
                signals.Set(Gateway, pin, false);
            high.Clear();
            if (tick % 10 is 0 or 3 or 5 or 8)
                high.Add(people++ * 7 % (Zones * DesksPerZone));
            if (tick % 5 is 0 or 2)
                high.Add((Zones * DesksPerZone) + (tick / 5 * 2 % (Zones * MetersPerZone)) + (tick % 5 / 2));
            foreach (var pin in high)
                signals.Set(Gateway, pin, true);
        }
    }

    private static async Task<double> ReadingsAsync(CloudServer cloud)
    {
        await CloudProbe.WaitUntilSeriesIsLevelAsync(cloud);
        return await CloudProbe.PointsWrittenAsync(cloud);
    }

    private static GatewayConfig Config(TemporaryDirectory directory, int brokerPort) => new()
    {
        Group = GatewayShape.Community,
        Gateway = Gateway,
        DataDirectory = directory.File("gateway"),
        Broker = new MqttEndpointOptions { Port = brokerPort },
        Pins = new PinsConfig { Socket = directory.File("pins") },
        Zones =
        [
            .. Enumerable.Range(0, Zones).Select(zone => new ZoneConfig
            {
                Id = $"Z{zone:00}",
                Points =
                [
                    .. Enumerable.Range(0, DesksPerZone).Select(n => new MotionConfig
                    {
                        Point = PointId.Of(PointKind.Desk, n + 1), Pin = (zone * DesksPerZone) + n, HoldOffSeconds = 1,
                    }),
                    .. Enumerable.Range(0, MetersPerZone).Select(n => new PulseMeterConfig
                    {
                        Point = PointId.Of(PointKind.Meter, n + 1), Pin = (Zones * DesksPerZone) + (zone * MetersPerZone) + n,
                    }),
                ],
            }),
        ],
    };
}

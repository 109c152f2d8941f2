using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Kinds;

/// <summary>A kind of sensor that only the test has, registered by one line: read from a file, checked, sensing, and stored.</summary>
public sealed class NewSensorKindTests : IDisposable
{
    private static readonly SensorKinds Kinds = SensorKinds.All.With(SeatCounterConfig.Registration);
    private readonly TemporaryDirectory _directory = new("kinds");
    private readonly FakeTime _time = new();
    private readonly CommitPool _pool = new();

    public void Dispose()
    {
        _pool.Dispose();
        _directory.Dispose();
    }

    private static string File(string points) =>
        $$"""{ "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "zones": [ { "id": "hall", "points": [ {{points}} ] } ] }""";

    [Fact]
    public void It_is_read_from_a_file()
    {
        var config = GatewayConfigFile.Parse(File("""{ "point": "desk/1", "sensor": "seatCounter", "pin": 4, "mostPerDay": 50 }"""), Kinds);
        Assert.Equal(new SeatCounterConfig { Point = "desk/1", Pin = 4, MostPerDay = 50 }, config.Zones[0].Points.Single());
        Assert.Equal(["desk/1/seatings", "desk/1/occupied", SensorTroubles.MetricName], config.Sensing.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void Its_faults_are_found_with_those_of_the_others()
    {
        var faults = Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(
            File("""
                { "point": "desk/1", "sensor": "motion", "pin": 4 },
                { "point": "desk/1", "sensor": "seatCounter", "pin": 4, "mostPerDay": 0 },
                { "point": "room/1", "sensor": "seatCounter", "pin": 5, "colour": "red" },
                { "point": "desk/2", "sensor": "seatCounters", "pin": 6 }
                """),
            Kinds)).Faults;
        Assert.Equal(
            ["zones[0].points[1].mostPerDay", "zones[0].points[1].pin", "zones[0].points[2].colour", "zones[0].points[2].point", "zones[0].points[3].sensor"],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.Contains("\"seatCounter\"", faults.Single(fault => fault.Path.EndsWith("sensor", StringComparison.Ordinal)).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_without_it_refuses_it() =>
        Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(File("""{ "point": "desk/1", "sensor": "seatCounter", "pin": 4 }""")));

    [Fact]
    public async Task Its_readings_evidence_register_and_health_go_where_those_of_the_others_go()
    {
        var config = GatewayConfigFile.Parse(File("""{ "point": "desk/1", "sensor": "seatCounter", "pin": 4 }"""), Kinds);
        Assert.Equal([1UL, 2UL], await SitDownTwiceAsync(config));
        // After a restart it counts on from its register.
        Assert.Equal([1UL, 2UL, 3UL, 4UL], await SitDownTwiceAsync(config));
    }

    private async Task<List<ulong>> SitDownTwiceAsync(GatewayConfig config)
    {
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.FullPath, CommitPool = _pool, Time = _time }, NowMs);
        outbox.Configure(config.Sensing.Metrics, NowMs);
        var pin = new FakePin(_time);
        using (var sensing = new GatewaySensing(config.Sensing, new SensingDependencies { Pins = new OnePin(pin), Outbox = outbox, Time = _time, TransportTime = _time }))
        {
            pin.Pulse(ms: 60_000);
            _time.Advance(TimeSpan.FromMinutes(1));
            pin.Pulse(ms: 20);
            pin.Pulse(ms: 60_000);
            _time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(1, sensing.Bounces);
            Assert.Equal(["hall/desk/1 seatCounter"], sensing.Troubled.Select(health => $"{health.Sensor}"));
        }

        await outbox.MarkAsync(NowMs);
        var (seatings, occupied) = (outbox.Metric("hall", "desk/1/seatings").Alias, outbox.Metric("hall", "desk/1/occupied").Alias);
        var readings = outbox.ReadFrom(1, 1000).SelectMany(StoredReading.Of).ToList();
        Assert.Equal([1UL, 0UL], readings.Where(reading => reading.Alias == occupied).Select(reading => reading.Bits!.Value).TakeLast(2));
        return [.. readings.Where(reading => reading.Alias == seatings).Select(reading => reading.Bits!.Value)];
    }

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class OnePin(FakePin pin) : IPinController
    {
        public IInputPin OpenInput(int number) => pin;

        public void Dispose()
        {
        }
    }
}

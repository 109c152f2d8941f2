using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.EndToEnd.Tests.Sensors;

/// <summary>One sensor of every kind at a real agent, and what it measured in the journal and in both series stores.</summary>
public sealed class EverySensorTests : IDisposable
{
    private const string Database = "sensors";
    private const uint Card = 0x9A5C31;

    private static readonly string[] Measured =
    [
        "access door/1 entry", "access door/1 state", "access door/2 entry", "energy desk/1 power", "energy meter/1 energy", "energy meter/1 power",
        "environment env/1 co2", "environment env/1 humidity", "environment env/1 temperature", "environment env/2 illuminance", "gateway gw-sensors Health/Sensors",
        "occupancy desk/1 occupied", "occupancy desk/2 occupied", "occupancy desk/3 occupied", "occupancy room/1 count", "occupancy room/1 occupied",
    ];

    private readonly TemporaryDirectory _directory = new("sensors");
    private readonly CommitPool _pool = new();
    private readonly VirtualTime _time = new(TimeProvider.System.GetUtcNow().AddHours(-2));
    private readonly SensorRig _rig;

    public EverySensorTests() => _rig = new SensorRig(_time, 6, 7);

    public void Dispose()
    {
        _pool.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Everything_that_a_gateway_can_measure_is_in_the_embedded_store_as_it_was_measured()
    {
        await using var bench = await FaultBench.StartAsync();
        await LiveAsync(bench);
        await bench.StopAsync();
        using var journal = new JournalCopy(bench.JournalPath);
        AssertMeasured(JournaledReadings.Read(journal));
        Difference.AssertNone(await bench.CompareSeriesAsync(JournaledReadings.Read(journal), series: null));
    }

    [Fact]
    public async Task Everything_that_a_gateway_can_measure_is_in_InfluxDB_as_it_was_measured()
    {
        await using var influx = await InfluxServer.StartAsync();
        await using var bench = await FaultBench.StartAsync(cloudArguments: ["--influx", $"{influx.Url}?db={Database}"]);
        await LiveAsync(bench);
        await bench.StopAsync();
        using var journal = new JournalCopy(bench.JournalPath);
        using var letters = bench.Letters("verify-letters.db");
        await using var store = new InfluxSeriesStore(
            new InfluxOptions { Url = influx.Url.ToString().TrimEnd('/'), Database = Database, PositionPath = _directory.File("verify-position.db") },
            letters, TimeProvider.System);
        AssertMeasured(JournaledReadings.Read(journal));
        Difference.AssertNone(await bench.CompareSeriesAsync(JournaledReadings.Read(journal), store));
    }

    private static void AssertMeasured(JournaledReadings readings)
    {
        var known = readings.Series.Where(series => series.Value.Values.Any(sample => !sample.Value.IsNull));
        Assert.Equal(Measured, known.Select(series => $"{series.Key.Measurement} {series.Key.Point} {series.Key.Field}").Order(StringComparer.Ordinal));
    }

    private async Task LiveAsync(FaultBench bench)
    {
        var parts = new GatewayAgentDependencies { Pins = _rig, Buses = _rig, Brokers = [MqttConnector.Create(new MqttEndpointOptions { Port = bench.BrokerPort })], CommitPool = _pool, SensingTime = _time };
        await using var agent = new GatewayAgent(Config(bench.BrokerPort), parts);
        using var stop = new CancellationTokenSource();
        var running = agent.RunAsync(stop.Token);
        try
        {
            await Eventually.ThatAsync(() => agent.Health?.Connected == true, FaultBench.Patience, "a session", () => $"{agent.Health}");
            Live();
            await Eventually.ThatAsync(
                () => agent.Health is { ReadingsUnsaved: 0, Backlog: 0, Last: > 0 }, FaultBench.Patience, "everything to be committed", () => $"{agent.Health}");
            Assert.Empty(agent.Health!.Sensors);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        await bench.UntilAsync(report => report.Lag("live") == 0 && report.Lag("series") == 0, "the projections to have everything");
        Assert.Empty((await bench.ReportAsync()).DeadLetters);
    }

    private void Live()
    {
        (_rig.Watts, _rig.Air, _rig.Card) = (112.5, new AirMeasurement(615, 22.5f, 48), [0x9A, 0x11, 0x22, 0x33]);
        (_rig.Millimetres, _rig.WarmPixels, _rig.Lux) = (540, 6, 480);
        Wait(minutes: 1);
        Pulse(1, ms: 3000);
        Pulse(2, ms: 60_000);
        for (var pulse = 0; pulse < 50; pulse++) Pulse(3, ms: 50);
        Pulse(5, ms: 4000);
        Show(Card);
        foreach (var (beam, high) in new (int, bool)[] { (8, true), (9, true), (8, false), (9, false) }) _rig.Set(beam, high, TimeSpan.FromMilliseconds(150));
        Pulse(10, ms: 3000);
        Wait(minutes: 60);
    }

    private void Wait(double minutes) => _time.AdvanceTo(_time.GetUtcNow().AddMinutes(minutes));

    private void Pulse(int pin, int ms)
    {
        _rig.Set(pin, high: true, TimeSpan.FromSeconds(1));
        _rig.Set(pin, high: false, TimeSpan.FromMilliseconds(ms));
    }

    private void Show(uint number)
    {
        foreach (var (line, high, at) in WiegandSignal.Of(number, _time.GetUtcNow().AddMilliseconds(2))) _rig.Set(6 + line, high, at - _time.GetUtcNow());
    }

    private GatewayConfig Config(int port)
    {
        BadgeKeyFile.Write(_directory.File("badge-key"), $"{TimeProvider.System.GetUtcNow():yyyy-MM}", new byte[32]);
        return new GatewayConfig
        {
            Group = "opc-demo",
            Gateway = "gw-sensors",
            DataDirectory = _directory.File("gateway"),
            Broker = new MqttEndpointOptions { Port = port },
            Badges = new BadgesConfig { KeyFile = _directory.File("badge-key") },
            Zones =
            [
                new ZoneConfig
                {
                    Id = "Z-1",
                    Points =
                    [
                        new MotionConfig { Point = "desk/1", Pin = 1 },
                        new PadConfig { Point = "desk/1", Pin = 2 },
                        new PowerMonitorConfig { Point = "desk/1", Chip = "ads1115", Bus = "i2c-1", Address = 64 },
                        new PulseMeterConfig { Point = "meter/1", Pin = 3, FuseAmperes = 63 },
                        new DoorContactConfig { Point = "door/1", Pin = 5, OpensInto = "room/1" },
                        new WiegandConfig { Point = "door/1", Data0Pin = 6, Data1Pin = 7 },
                        new CardReaderConfig { Point = "door/2", Chip = "mfrc522", Bus = "spi-0", Address = 0 },
                        new LightBarriersConfig { Point = "room/1", OuterPin = 8, InnerPin = 9, Capacity = 6 },
                        new MotionConfig { Point = "room/1", Pin = 10 },
                        new DistanceConfig { Point = "desk/2", Chip = "vl53l1x", Bus = "i2c-1/0x70/0", Address = 41 },
                        new ThermalConfig { Point = "desk/3", Chip = "amg8833", Bus = "i2c-1/0x70/1", Address = 105 },
                        new LightConfig { Point = "env/2", Chip = "bh1750", Bus = "i2c-1", Address = 35 },
                        new ClimateConfig { Point = "env/1", Chip = "scd4x", Bus = "i2c-1", Address = 98 },
                    ],
                },
            ],
        };
    }
}

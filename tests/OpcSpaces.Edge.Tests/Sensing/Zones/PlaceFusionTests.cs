using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Edge.Tests.Sensing.Badges;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Zones;

/// <summary>Sensors of every kind, wired from a configuration to rows: what serves one place makes one metric.</summary>
public sealed class PlaceFusionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("places");
    private readonly FakeTime _time = new();
    private readonly CommitPool _pool = new();
    private readonly Hardware _hardware;

    public PlaceFusionTests() => _hardware = new Hardware(_time);

    public void Dispose()
    {
        _pool.Dispose();
        _directory.Dispose();
    }

    private GatewayConfig Config(params PointConfig[] points) => new()
    {
        Group = "hub",
        Gateway = "gw-1",
        DataDirectory = _directory.FullPath,
        Badges = TestBadges.Config(_directory),
        Zones = [new ZoneConfig { Id = "hall", Points = points }],
    };

    private async Task<List<(string Name, ulong? Bits, int Quality)>> RunAsync(GatewayConfig config, Action<GatewaySensing> live)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.FullPath, CommitPool = _pool, Time = _time }, now);
        outbox.Configure(config.Sensing.Metrics, now);
        var dependencies = new SensingDependencies { Pins = _hardware, Buses = _hardware, Outbox = outbox, Time = _time, TransportTime = _time };
        using (var sensing = new GatewaySensing(config.Sensing, dependencies)) live(sensing);
        await outbox.MarkAsync(1);
        var names = config.Sensing.Metrics.ToDictionary(metric => outbox.Metric("hall", metric.Name).Alias, metric => metric.Name);
        return [.. outbox.ReadFrom(1, 1000).SelectMany(StoredReading.Of).Select(reading => (names[reading.Alias], reading.Bits, reading.Quality))];
    }

    private void Minutes(double minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));

    [Fact]
    public async Task Three_sensors_at_one_desk_make_one_presence()
    {
        var config = Config(
            new MotionConfig { Point = "desk/1", Pin = 1 },
            new PadConfig { Point = "desk/1", Pin = 2 },
            new PowerMonitorConfig { Point = "desk/1", Chip = "ads1115", Bus = "i2c-1", Address = 64 });
        var readings = await RunAsync(config, _ =>
        {
            _hardware[1].Pulse(ms: 3000);
            _hardware[2].Set(true);
            Minutes(120);
            _hardware[2].Set(false);
            Minutes(120);
        });
        Assert.Equal([1UL, 0UL], readings.Where(reading => reading.Name == "desk/1/occupied").Select(reading => reading.Bits!.Value).TakeLast(2));
        Assert.Contains(readings, reading => reading.Name == "desk/1/power");
    }

    [Fact]
    public async Task Each_sensor_alone_makes_presence_too()
    {
        PointConfig[] alone =
        [
            new PadConfig { Point = "desk/1", Pin = 2 },
            new PowerMonitorConfig { Point = "desk/2", Chip = "ads1115", Bus = "i2c-1", Address = 64 },
        ];
        _hardware.Chip.Watts = 110;
        var readings = await RunAsync(Config(alone), _ =>
        {
            _hardware[2].Set(true);
            Minutes(1);
        });
        Assert.Contains(("desk/1/occupied", 1UL, QualityCode.Good), readings);
        Assert.Contains(("desk/2/occupied", 1UL, QualityCode.Good), readings);
    }

    [Fact]
    public async Task A_broken_chip_is_bad_on_the_wire_and_named_in_the_health()
    {
        var config = Config(
            new PowerMonitorConfig { Point = "desk/1", Chip = "ads1115", Bus = "i2c-1", Address = 64 },
            new ClimateConfig { Point = "env/1", Chip = "scd4x", Bus = "i2c-1", Address = 98 });
        _hardware.Chip.IsSilent = true;
        IReadOnlyList<SensorHealth> troubled = [];
        var readings = await RunAsync(config, sensing =>
        {
            Minutes(10);
            troubled = sensing.Troubled;
        });
        foreach (var name in (string[])["desk/1/power", "env/1/co2", "env/1/temperature", "env/1/humidity"])
            Assert.Contains((name, null, QualityCode.Bad), readings);
        Assert.Equal(["hall/desk/1 powerMonitor", "hall/env/1 climate"], troubled.Select(health => $"{health.Sensor}"));
        Assert.All(troubled, health => Assert.Equal(SensorCondition.Silent, health.Condition));
    }

    [Fact]
    public async Task A_room_is_counted_and_its_count_is_evidence_beside_its_detector()
    {
        var config = Config(
            new MotionConfig { Point = "room/1", Pin = 1 },
            new LightBarriersConfig { Point = "room/1", OuterPin = 2, InnerPin = 3, Capacity = 4 },
            new DoorContactConfig { Point = "door/1", Pin = 4, OpensInto = "room/1" });
        var readings = await RunAsync(config, _ =>
        {
            foreach (var (beam, high) in (ReadOnlySpan<(int, bool)>)[(2, true), (3, true), (2, false), (3, false)])
            {
                _hardware[beam].Set(high);
                _time.Advance(TimeSpan.FromMilliseconds(120));
            }

            Minutes(30);
        });
        Assert.Contains(("room/1/count", 1UL, QualityCode.Good), readings);
        Assert.Contains(("room/1/occupied", 1UL, QualityCode.Good), readings);
        Assert.Contains(readings, reading => reading.Name == "door/1/state");
    }

    [Fact]
    public void A_chip_that_the_hardware_does_not_have_is_refused()
    {
        var config = Config(new ClimateConfig { Point = "env/1", Chip = "scd4x", Bus = "i2c-1", Address = 98 });
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.FullPath, CommitPool = _pool, Time = _time }, 1);
        outbox.Configure(config.Sensing.Metrics, 1);
        var dependencies = new SensingDependencies { Pins = _hardware, Outbox = outbox, Time = _time, TransportTime = _time };
        var refused = Assert.Throws<SettingsException>(() => new GatewaySensing(config.Sensing, dependencies));
        Assert.Contains("hall/env/1: scd4x at 98 on i2c-1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _time.ActiveTimers);
    }

    public static TheoryData<Exception> WhatPinsThrow => [new ArgumentOutOfRangeException("number"), new InvalidOperationException("Pin 4 is in use."), new PlatformNotSupportedException()];

    [Theory]
    [MemberData(nameof(WhatPinsThrow))]
    public void A_pin_that_the_hardware_does_not_have_is_refused(Exception thrown)
    {
        var config = Config(new MotionConfig { Point = "desk/1", Pin = 4 });
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.FullPath, CommitPool = _pool, Time = _time }, 1);
        outbox.Configure(config.Sensing.Metrics, 1);
        var dependencies = new SensingDependencies { Pins = new NoPins(thrown), Outbox = outbox, Time = _time, TransportTime = _time };
        var refused = Assert.Throws<SettingsException>(() => new GatewaySensing(config.Sensing, dependencies));
        Assert.Contains($"hall/desk/1: pin 4 – {thrown.Message}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _time.ActiveTimers);
    }

    private sealed class NoPins(Exception thrown) : IPinController
    {
        public IInputPin OpenInput(int number) => throw thrown;

        public void Dispose()
        {
        }
    }

    private sealed class Hardware(FakeTime time) : IPinController, IBusController
    {
        private readonly Dictionary<int, FakePin> _pins = [];

        public FakeChip Chip { get; } = new();

        public FakePin this[int number] => _pins[number];

        public IInputPin OpenInput(int number) => _pins[number] = new FakePin(time);

        public TChip Open<TChip>(BusAddress address)
            where TChip : class => (TChip)(object)Chip;

        public void Dispose() => _pins.Clear();
    }
}

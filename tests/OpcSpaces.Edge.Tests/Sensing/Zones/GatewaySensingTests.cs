using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Zones;

/// <summary>From pins to rows, in virtual time.</summary>
public sealed class GatewaySensingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("sensing");
    private readonly FakeTime _time = new();
    private readonly CommitPool _pool = new();
    private readonly RecordingLogger _log = new();
    private readonly Pins _pins;
    private readonly GatewayConfig _config;

    public GatewaySensingTests()
    {
        _pins = new Pins(_time);
        _config = new GatewayConfig
        {
            Group = "hub",
            Gateway = "gw-1",
            DataDirectory = _directory.FullPath,
            Zones =
            [
                new ZoneConfig
                {
                    Id = "hall",
                    Points =
                    [
                        new MotionConfig { Point = "desk/1", Pin = 1 },
                        new MotionConfig { Point = "desk/2", Pin = 2 },
                        new PulseMeterConfig { Point = "meter/1", Pin = 3 },
                    ],
                },
            ],
        };
    }

    public void Dispose()
    {
        _pool.Dispose();
        _directory.Dispose();
    }

    private OutboxLog OpenOutbox()
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.FullPath, CommitPool = _pool, Time = _time }, now);
        outbox.Configure(_config.Sensing.Metrics, now);
        return outbox;
    }

    private GatewaySensing Sense(OutboxLog outbox, TimeProvider? transportTime = null, UplinkCondition uplink = UplinkCondition.Ready) => new(
        _config.Sensing, new SensingDependencies { Pins = _pins, Outbox = outbox, Uplink = () => uplink, Time = _time, TransportTime = transportTime ?? _time, Logger = _log });

    [Fact]
    public void Every_point_has_its_metrics() => Assert.Equal(
        ["hall desk/1/occupied", "hall desk/2/occupied", "hall meter/1/energy", "hall meter/1/power", "hall Health/Sensors"],
        _config.Sensing.Metrics.Select(metric => $"{metric.Device} {metric.Name}"));

    [Fact]
    public async Task Changes_of_one_zone_that_wait_for_each_other_are_one_batch()
    {
        using var outbox = OpenOutbox();
        using var sensing = Sense(outbox, uplink: UplinkCondition.Busy);
        _time.Advance(TimeSpan.FromSeconds(1));
        _pins[1].Set(true);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        _pins[2].Set(true);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        await outbox.MarkAsync(1);
        var last = outbox.ReadFrom(1, 100)[^1];
        Assert.Equal(
            [outbox.Metric("hall", "desk/1/occupied").Alias, outbox.Metric("hall", "desk/2/occupied").Alias],
            StoredReading.Of(last).Select(reading => reading.Alias));
    }

    [Fact]
    public async Task In_fast_virtual_time_a_batch_waits_by_the_transport_clock_and_fills_up()
    {
        var transport = new FakeTime();
        using var outbox = OpenOutbox();
        using var sensing = Sense(outbox, transport);

        for (var stay = 0; stay < 60; stay++)
        {
            _pins[1].Pulse(ms: 1_000);
            _time.Advance(TimeSpan.FromMinutes(30));
        }
        await outbox.MarkAsync(1);
        Assert.Equal(0UL, outbox.Position.LastSequence);
        transport.Advance(TimeSpan.FromMilliseconds(100));
        await outbox.MarkAsync(1);

        var readings = StoredReading.Of(Assert.Single(outbox.ReadFrom(1, 100)));
        Assert.True(readings.Count >= 120, $"{readings.Count} readings");
        Assert.Equal(readings.Select(reading => reading.TimestampMs).Order(), readings.Select(reading => reading.TimestampMs));
    }

    [Fact]
    public async Task A_register_goes_on_after_a_restart_and_never_falls()
    {
        var energy = new List<ulong>();
        for (var run = 0; run < 3; run++)
        {
            using var outbox = OpenOutbox();
            using (Sense(outbox, uplink: UplinkCondition.Away))
            {
                for (var pulse = 0; pulse < 7; pulse++)
                {
                    _pins[3].Pulse(ms: 40);
                    _time.Advance(TimeSpan.FromSeconds(1));
                }
            }

            await outbox.MarkAsync(1);
            var alias = outbox.Metric("hall", "meter/1/energy").Alias;
            energy = [.. outbox.ReadFrom(1, 1000).SelectMany(StoredReading.Of).Where(reading => reading.Alias == alias).Select(reading => reading.Bits!.Value)];
        }

        Assert.Equal(21UL, energy[^1]);
        Assert.Equal(energy.Order(), energy);
    }

    [Fact]
    public async Task Disposal_appends_what_was_seen_and_is_quiet_afterwards()
    {
        using var outbox = OpenOutbox();
        var sensing = Sense(outbox);
        _pins[1].Set(true);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        sensing.Dispose();
        await outbox.MarkAsync(1);
        Assert.Equal(1UL, outbox.Position.LastSequence);
        _pins[1].Set(false);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task A_desk_whose_pin_the_driver_has_lost_is_unknown_and_named()
    {
        using var outbox = OpenOutbox();
        using var sensing = Sense(outbox);
        _pins[1].Set(true);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(sensing.Troubled);
        (_pins[1].IsLost, _pins[3].LostChanges) = (true, 7);
        _time.Advance(TimeSpan.FromMinutes(2));
        await outbox.MarkAsync(1);
        var alias = outbox.Metric("hall", "desk/1/occupied").Alias;
        Assert.Null(outbox.ReadFrom(1, 1000).SelectMany(StoredReading.Of).Last(reading => reading.Alias == alias).Bits);
        Assert.Equal(["hall/desk/1 motion Silent", "hall/meter/1 pulseMeter Sound"], sensing.Troubled.Select(it => $"{it.Sensor} {it.Condition}"));
        Assert.Equal(7, sensing.LostChanges);
        Assert.Equal(["The sensor hall/desk/1 motion is Silent: it does not answer, or the driver does not see its pin"], _log.Messages);
    }

    [Fact]
    public async Task A_detector_that_was_stuck_before_a_restart_is_told_until_it_rests()
    {
        var health = new Func<OutboxLog, List<string>>(outbox => [.. outbox.ReadFrom(1, 10_000).SelectMany(StoredReading.Of).Where(reading => reading.Alias == outbox.Metric("hall", SensorTroubles.MetricName).Alias).Select(reading => reading.Text!)]);
        using (var outbox = OpenOutbox())
        using (Sense(outbox))
        {
            _pins[1].Set(true);
            _time.Advance(TimeSpan.FromHours(30));
            await outbox.MarkAsync(1);
            Assert.Equal("desk/1 motion stuckOn", health(outbox)[^1]);
        }

        // The line stays active while the gateway restarts.
        _pins.StaysHigh = 1;
        using var again = OpenOutbox();
        using var sensing = Sense(again);
        var before = health(again).Count;
        _time.Advance(TimeSpan.FromHours(6));
        Assert.Equal([SensorCondition.StuckOn], sensing.Troubled.Select(it => it.Condition));
        await again.MarkAsync(2);
        Assert.Equal(["desk/1 motion stuckOn"], health(again)[before..]);
        // It does not occupy its desk again.
        var alias = again.Metric("hall", "desk/1/occupied").Alias;
        Assert.Null(again.ReadFrom(1, 10_000).SelectMany(StoredReading.Of).Last(reading => reading.Alias == alias).Bits);
        _pins[1].Set(false);
        _time.Advance(TimeSpan.FromMinutes(10));
        await again.MarkAsync(3);
        Assert.Equal(["desk/1 motion stuckOn", "sound"], health(again)[before..]);
    }

    private sealed class Pins(FakeTime time) : IPinController
    {
        private readonly Dictionary<int, FakePin> _pins = [];

        public FakePin this[int number] => _pins[number];

        public int StaysHigh { get; set; }

        public IInputPin OpenInput(int number) => _pins[number] = new FakePin(time, high: number == StaysHigh, number: number);

        public void Dispose() => _pins.Clear();
    }
}

using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Tests.Sensing.Kinds;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Motion;

public sealed class MotionSensorTests : IDisposable
{
    private static readonly Metric Occupied = new("hall", "desk/1/occupied", SparkplugDataType.Boolean, 1);
    private readonly FakeTime _time = new();
    private readonly DateTimeOffset _start;
    private readonly List<(bool Occupied, double AtSecond)> _readings = [];
    private FakePin _pin;
    private bool _isUnknown;
    private PresencePlace? _place;
    private MotionSensor? _sensor;

    public MotionSensorTests()
    {
        _start = _time.GetUtcNow();
        _pin = new FakePin(_time);
    }

    public void Dispose()
    {
        _sensor?.Dispose();
        _place?.Dispose();
    }

    private MotionSensor Start(int debounceMs = 50, int holdOffSeconds = 900, double delaySeconds = 0)
    {
        var config = new MotionConfig { Point = "desk/1", Pin = 4, DebounceMs = debounceMs, HoldOffSeconds = holdOffSeconds, DelaySeconds = delaySeconds };
        _place = new PresencePlace(
            config.Presence, Occupied,
            reading =>
            {
                _isUnknown = reading.Value.IsNull;
                _readings.Add((reading.Value.Bits == 1, (DateTimeOffset.FromUnixTimeMilliseconds(reading.TimestampMs) - _start).TotalSeconds));
            },
            _time);
        _sensor = new MotionSensor(new SensorName("hall", "desk/1", "motion"), config, _pin, _place.Add(EvidenceKind.Motion), _time);
        _place.Start();
        return _sensor;
    }

    private void Seconds(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(20, 22.5, false)]
    [InlineData(20, 12, true)]
    [InlineData(0, 12, false)]
    public void A_detector_that_rises_more_often_than_its_delay_allows_is_broken(double delaySeconds, double everySeconds, bool isAbsurd)
    {
        var sensor = Start(delaySeconds: delaySeconds);
        for (var seconds = 0.0; seconds < 3600; seconds += everySeconds)
        {
            _pin.Pulse(ms: 1000);
            Seconds(everySeconds - 1);
        }

        Assert.Equal((isAbsurd, isAbsurd), (_isUnknown, sensor.Trouble is not null));
    }

    [Fact]
    public void After_a_start_presence_is_unknown_until_one_hold_off_without_motion_has_passed()
    {
        Start();
        Seconds(899.9);
        Assert.Empty(_readings);
        Seconds(0.1);
        Assert.Equal([(false, 0.0)], _readings);
    }

    [Fact]
    public void Motion_is_reported_after_the_debounce_time_and_dated_to_its_edge()
    {
        Start();
        Seconds(10);
        _pin.Set(true);
        Seconds(0.049);
        Assert.Empty(_readings);
        Seconds(0.001);
        Assert.Equal([(true, 10.0)], _readings);
    }

    [Fact]
    public void A_pin_that_is_high_at_the_start_is_presence()
    {
        _pin = new FakePin(_time, high: true);
        Start();
        Seconds(1);
        Assert.Equal([(true, 0.0)], _readings);
    }

    [Fact]
    public void A_level_that_is_too_short_is_not_motion_and_is_counted()
    {
        var sensor = Start();
        _pin.Pulse(ms: 20);
        Seconds(1);
        Assert.Empty(_readings);
        Assert.Equal(1, sensor.Bounces);
    }

    [Fact]
    public void A_bouncing_edge_counts_once_from_its_last_bounce()
    {
        Start();
        for (var i = 0; i < 5; i++) _pin.Pulse(ms: 10);
        _pin.Set(true);
        Seconds(1);
        Assert.Equal([(true, 0.05)], _readings);
    }

    [Fact]
    public void A_stay_ends_after_the_hold_off_and_is_dated_back_to_the_last_motion()
    {
        Start(holdOffSeconds: 60);
        _pin.Pulse(ms: 2000);
        Seconds(30);
        _pin.Pulse(ms: 3000);
        Seconds(59.9);
        Assert.Equal([(true, 0.0)], _readings);
        Seconds(0.2);
        Assert.Equal([(true, 0.0), (false, 35.0)], _readings);
    }

    [Fact]
    public void Motion_within_the_hold_off_keeps_the_stay()
    {
        Start(holdOffSeconds: 60);
        for (var i = 0; i < 100; i++)
        {
            _pin.Pulse(ms: 1000);
            Seconds(58);
        }

        Assert.Single(_readings);
    }

    [Fact]
    public void Presence_lasts_while_the_pin_stays_high()
    {
        Start(holdOffSeconds: 60);
        _pin.Set(true);
        Seconds(10_000);
        Assert.Single(_readings);
        _pin.Set(false);
        Seconds(61);
        Assert.Equal((false, 10_000.0), _readings[^1]);
    }

    [Fact]
    public void A_stay_may_begin_again()
    {
        Start(holdOffSeconds: 10);
        _pin.Pulse(ms: 1000);
        Seconds(20);
        _pin.Pulse(ms: 1000);
        Seconds(20);
        Assert.Equal([(true, 0.0), (false, 1.0), (true, 21.0), (false, 22.0)], _readings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_wall_clock_that_jumps_changes_no_timing(int days)
    {
        Start(holdOffSeconds: 60);
        _pin.Pulse(ms: 1000);
        _time.JumpWallClock(TimeSpan.FromDays(days));
        Seconds(59.9);
        Assert.Single(_readings);
        Seconds(0.2);
        Assert.Equal((false, 1.0), _readings[^1]);
    }

    [Fact]
    public void Nothing_is_reported_after_disposal()
    {
        Start(debounceMs: 0);
        Dispose();
        _pin.Set(true);
        Seconds(10_000);
        Assert.Empty(_readings);
    }

    [Fact]
    public void Motion_that_ends_while_the_sensor_starts_does_not_count_for_ever()
    {
        _pin = new FakePin(_time, high: true) { FallsBehindRead = true };
        Start();
        Seconds(901);
        Assert.Equal([(false, 0.0)], _readings);
    }

    [Fact]
    public void A_pin_that_never_falls_is_a_stuck_detector_after_twelve_hours()
    {
        Start();
        _pin.Pulse(ms: 1000);
        Seconds(10_000);
        _pin.Set(true);
        Seconds(12 * 3600 + 1);
        Assert.Equal([(true, 0.0), (false, 1.0), (true, 10_001.0), (false, 10_001.05 + (12 * 3600))], _readings.Select(reading => (reading.Occupied, Math.Round(reading.AtSecond, 3))));
        Assert.True(_isUnknown);
        _pin.Set(false);
        Seconds(1000);
        Assert.Equal((false, 10_001.0 + (12 * 3600) + 1), _readings[^1]);
        Assert.False(_isUnknown);
    }

    // A radar module with its output at a pin: high from a person's breathing on, until five seconds after the last of it.
    [Fact]
    public void A_radar_that_is_high_for_a_long_working_day_is_not_stuck_with_the_limits_for_radars()
    {
        var config = PointFile.First<MotionConfig>("""{ "point": "desk/1", "sensor": "motion", "pin": 4, "delaySeconds": 5, "stuckMinutes": 960 }""");
        using var place = new PresencePlace(config.Presence, Occupied, reading => _readings.Add((reading.Value.Bits == 1, 0)), _time);
        using var radar = new MotionSensor(new SensorName("hall", "desk/1", "motion"), config, _pin, place.Add(EvidenceKind.Motion), _time);
        place.Start();
        _pin.Set(true);
        Seconds(12 * 3600);
        Assert.Null(radar.Trouble);
        Assert.Equal([(true, 0.0)], _readings);
        _pin.Set(false);
        Seconds(1800);
        Assert.Equal([(true, 0.0), (false, 0.0)], _readings);
    }
}

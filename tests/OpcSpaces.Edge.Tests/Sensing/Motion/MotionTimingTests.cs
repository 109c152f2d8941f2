using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Motion;

/// <summary>The times of the HC-SR501's data sheet: high for 0.3 to 300 s after the last motion, then blocked for 2.5 s.</summary>
public sealed class MotionTimingTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly FakePin _pin;
    private readonly SpokenEvidence _evidence = new();
    private MotionSensor _sensor;

    public MotionTimingTests()
    {
        _pin = new FakePin(_time);
        _sensor = Sensor(new MotionConfig { Point = "desk/1", Pin = 4 });
    }

    public void Dispose() => _sensor.Dispose();

    private MotionSensor Sensor(MotionConfig config) => new(new SensorName("hall", "desk/1", "motion"), config, _pin, _evidence, _time);

    private void Seconds(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_shortest_output_is_motion()
    {
        _pin.Pulse(ms: 300);
        Seconds(2.5);
        Assert.Equal(["active", "rest"], _evidence.Words);
    }

    [Fact]
    public void The_busiest_possible_detector_has_no_fault()
    {
        for (var i = 0; i < 3 * 1286; i++)
        {
            _pin.Pulse(ms: 300);
            Seconds(2.5);
        }

        Assert.Null(_sensor.Trouble);
        Assert.Equal(2 * 3 * 1286, _evidence.Words.Count);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(300)]
    public void A_sound_detector_in_a_busy_room_has_no_fault_at_any_delay(double delaySeconds)
    {
        foreach (var isSetExactly in (bool[])[true, false])
        {
            _sensor.Dispose();
            _sensor = Sensor(new MotionConfig { Point = "desk/1", Pin = 4, DelaySeconds = delaySeconds });
            var highMs = (int)(delaySeconds * (isSetExactly ? 1000 : 850));
            for (var end = _time.Monotonic.TotalHours + 6; _time.Monotonic.TotalHours < end;)
            {
                _pin.Pulse(highMs);
                Seconds(2.5);
            }

            Assert.Null(_sensor.Trouble);
        }
    }

    [Fact]
    public void Motion_all_day_is_no_fault_but_twelve_hours_without_a_pause_are()
    {
        _pin.Set(true);
        Seconds(11.9 * 3600);
        Assert.Null(_sensor.Trouble);
        Seconds(0.2 * 3600);
        Assert.Equal(SensorCondition.StuckOn, _sensor.Trouble!.Condition);
        Assert.Equal(["active", "broken"], _evidence.Words);
    }
}

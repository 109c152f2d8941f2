using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Levels;

/// <summary>Sensors with two levels and their failures, on the example of the pad.</summary>
public sealed class LevelSensorTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly SpokenEvidence _evidence = new();
    private readonly List<PadSensor> _sensors = [];
    private FakePin _pin;

    public LevelSensorTests() => _pin = new FakePin(_time);

    public void Dispose() => _sensors.ForEach(sensor => sensor.Dispose());

    private PadSensor Start(bool activeLow = false, int debounceMs = 500)
    {
        var config = new PadConfig { Point = "desk/1", Pin = 4, ActiveLow = activeLow, DebounceMs = debounceMs };
        var pad = new PadSensor(new SensorName("hall", "desk/1", "pad"), config, _pin, _evidence, _time);
        _sensors.Add(pad);
        return pad;
    }

    private void Flutter(int times, int everyMs)
    {
        for (var i = 0; i < times; i++)
        {
            _pin.Pulse(everyMs / 2);
            _time.Advance(TimeSpan.FromMilliseconds(everyMs / 2));
        }
    }

    private void Hours(double hours) => _time.Advance(TimeSpan.FromHours(hours));

    [Fact]
    public void Sitting_down_and_getting_up_make_one_reading_each()
    {
        Start();
        for (var i = 0; i < 4; i++) _pin.Pulse(ms: 90);
        _pin.Set(true);
        Hours(1);
        _pin.Pulse(ms: 200);
        Hours(1);
        Assert.Equal(["active", "rest"], _evidence.Words);
    }

    [Fact]
    public void A_pad_that_pulls_its_pin_low_works()
    {
        _pin = new FakePin(_time, high: true);
        Start(activeLow: true);
        Hours(1);
        Assert.Empty(_evidence.Words);
        _pin.Set(false);
        Hours(1);
        Assert.Equal(["active"], _evidence.Words);
    }

    [Fact]
    public void A_pad_that_was_known_to_be_stuck_before_the_start_is_broken_until_it_is_released()
    {
        _pin = new FakePin(_time, high: true);
        var pad = Start();
        Hours(0.1);
        pad.Resume(SensorCondition.StuckOn);
        Assert.Equal(SensorCondition.StuckOn, pad.Trouble!.Condition);
        _pin.Set(false);
        Hours(1);
        Assert.Equal(["active", "broken", "rest", "sound"], _evidence.Words);
        // It works: what was known before is over.
        _pin.Set(true);
        Hours(1);
        pad.Resume(SensorCondition.StuckOn);
        Assert.Equal(SensorCondition.Sound, pad.Trouble.Condition);
    }

    [Fact]
    public void A_pad_that_stays_pressed_is_broken_until_it_is_released()
    {
        var pad = Start();
        _pin.Set(true);
        Hours(15.9);
        Assert.Null(pad.Trouble);
        Hours(0.2);
        Assert.Equal((SensorCondition.StuckOn, 1L), (pad.Trouble!.Condition, pad.Trouble.Faults["stuckOn"]));
        _pin.Set(false);
        Hours(1);
        Assert.Equal(SensorCondition.Sound, pad.Trouble.Condition);
        Assert.Equal(["active", "broken", "rest", "sound"], _evidence.Words);
    }

    [Fact]
    public void Long_stays_with_breaks_are_no_fault()
    {
        var pad = Start();
        for (var day = 0; day < 5; day++)
        {
            _pin.Set(true);
            Hours(15);
            _pin.Set(false);
            Hours(9);
        }

        Assert.Null(pad.Trouble);
        Assert.Equal(10, _evidence.Words.Count);
    }

    [Fact]
    public void A_fluttering_pad_is_not_used_until_it_was_calm_for_an_hour()
    {
        var pad = Start(debounceMs: 0);
        Flutter(times: 7300, everyMs: 20);
        Assert.Equal(SensorCondition.Absurd, pad.Trouble!.Condition);
        Assert.Equal(["active", "broken", "rest"], _evidence.Words.Skip(2 * 7200).Take(3));
        Hours(0.9);
        Assert.Equal(SensorCondition.Absurd, pad.Trouble!.Condition);
        Hours(0.1);
        Assert.Equal((SensorCondition.Sound, 1L), (pad.Trouble!.Condition, pad.Trouble.Faults["tooLively"]));
        Assert.Equal("sound", _evidence.Words[^1]);
    }

    [Fact]
    public void A_pad_that_continues_to_flutter_stays_unused()
    {
        var pad = Start(debounceMs: 0);
        Flutter(times: 4 * 9000, everyMs: 400);
        Assert.Equal((SensorCondition.Absurd, 1L), (pad.Trouble!.Condition, pad.Trouble.Faults["tooLively"]));
        Assert.DoesNotContain("sound", _evidence.Words);
    }

    [Theory]
    [InlineData(500, 200)]
    [InlineData(50, 20)]
    public void Changes_shorter_than_the_debounce_time_count_as_fluttering_too(int debounceMs, int everyMs)
    {
        var pad = Start(debounceMs: debounceMs);
        Flutter(times: 7300, everyMs);
        Assert.Equal(SensorCondition.Absurd, pad.Trouble!.Condition);
        Assert.Equal(["broken"], _evidence.Words);
        Hours(1);
        Assert.Equal(SensorCondition.Sound, pad.Trouble!.Condition);
        Assert.Equal(["broken", "sound"], _evidence.Words);
    }

    [Fact]
    public void A_pad_that_flutters_and_then_stays_pressed_is_stuck()
    {
        var pad = Start();
        _pin.Set(true);
        _time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 17 * 9000; i++)
        {
            _pin.Set(false);
            _time.Advance(TimeSpan.FromMilliseconds(200));
            _pin.Set(true);
            _time.Advance(TimeSpan.FromMilliseconds(200));
        }

        Assert.Equal(SensorCondition.Absurd, pad.Trouble!.Condition);
        Hours(2);
        Assert.Equal(SensorCondition.StuckOn, pad.Trouble!.Condition);
        Assert.DoesNotContain("sound", _evidence.Words);
        _pin.Set(false);
        Hours(1);
        Assert.Equal("sound", _evidence.Words[^1]);
    }

    [Fact]
    public void A_pad_that_nobody_presses_for_a_week_is_reported_and_still_used()
    {
        var pad = Start();
        Hours(24 * 7.1);
        Assert.Equal(SensorCondition.NeverTriggered, pad.Trouble!.Condition);
        _pin.Set(true);
        Hours(1);
        Assert.Null(pad.Trouble);
        Assert.Equal(["active"], _evidence.Words);
    }

    [Fact]
    public void No_reading_is_made_after_disposal()
    {
        Start().Dispose();
        _pin.Set(true);
        Hours(100);
        Assert.Empty(_evidence.Words);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public void A_sensor_whose_pin_the_driver_has_lost_is_silent_and_not_used_until_the_pin_is_back()
    {
        var pad = Start();
        _pin.Set(true);
        Hours(1);
        pad.OnPin(new PinReport(4, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal((SensorCondition.Silent, 1L), (pad.Trouble!.Condition, pad.Trouble.Faults["pinLost"]));
        Hours(1);
        pad.OnPin(new PinReport(4, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(SensorCondition.Sound, pad.Trouble.Condition);
        Assert.Equal(["active", "broken", "sound"], _evidence.Words);
    }

    [Fact]
    public void A_lost_pin_hides_no_other_fault()
    {
        var pad = Start();
        _pin.Set(true);
        Hours(16.1);
        pad.OnPin(new PinReport(4, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(SensorCondition.StuckOn, pad.Trouble!.Condition);
        _pin.Set(false);
        Hours(1);
        Assert.Equal(SensorCondition.Silent, pad.Trouble.Condition);
        pad.OnPin(new PinReport(4, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(["active", "broken", "rest", "broken", "sound"], _evidence.Words);
    }

    [Fact]
    public void A_sensor_that_got_stuck_while_its_pin_was_lost_is_stuck_afterwards()
    {
        var pad = Start();
        _pin.Set(true);
        Hours(1);
        pad.OnPin(new PinReport(4, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        Hours(16);
        pad.OnPin(new PinReport(4, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal((SensorCondition.StuckOn, 1L), (pad.Trouble!.Condition, pad.Trouble.Faults["stuckOn"]));
    }

    [Fact]
    public void Changes_that_the_driver_has_lost_are_counted()
    {
        var pad = Start();
        pad.OnPin(new PinReport(4, IsLost: false, LostChanges: 5), _time.GetUtcNow());
        Assert.Equal((SensorCondition.Sound, 5L), (pad.Trouble!.Condition, pad.Trouble.Faults["lostChanges"]));
        Assert.Empty(_evidence.Words);
    }
}

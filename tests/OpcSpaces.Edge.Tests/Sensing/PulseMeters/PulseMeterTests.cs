using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.PulseMeters;

public sealed class PulseMeterTests : IDisposable
{
    private static readonly Metric Energy = new("hall", "meter/1/energy", SparkplugDataType.UInt64, 1);
    private static readonly Metric Power = new("hall", "meter/1/power", SparkplugDataType.Float, 2);
    private readonly FakeTime _time = new();
    private readonly FakePin _pin;
    private readonly List<ulong> _energy = [];
    private readonly List<long> _energyMs = [];
    private readonly List<float?> _power = [];
    private long _register;
    private PulseMeter? _meter;

    public PulseMeterTests() => _pin = new FakePin(_time);

    public void Dispose() => _meter?.Dispose();

    private PulseMeter Start(long? microWattHours = null, int pulsesPerKilowattHour = 1000, long startWattHours = 0, int fuseAmperes = 0)
    {
        var config = new PulseMeterConfig
        {
            Point = "meter/1",
            Pin = 4,
            PulsesPerKilowattHour = pulsesPerKilowattHour,
            StartWattHours = startWattHours,
            FuseAmperes = fuseAmperes,
        };
        return _meter = new PulseMeter(new SensorName("hall", "meter/1", "pulseMeter"), config, new PulseMeterOutputs(Energy, Power, Take, value => _register = value), _pin, microWattHours, _time);
    }

    private void Take(MetricReading reading)
    {
        if (reading.Metric == Energy)
        {
            _energy.Add(reading.Value.Bits);
            _energyMs.Add(reading.TimestampMs);
        }
        else _power.Add(reading.Value.IsNull ? null : BitConverter.UInt32BitsToSingle((uint)reading.Value.Bits));
    }

    private void Pulses(int count, double everySeconds)
    {
        for (var i = 0; i < count; i++)
        {
            _pin.Pulse(ms: 30);
            _time.Advance(TimeSpan.FromSeconds(everySeconds) - TimeSpan.FromMilliseconds(30));
        }
    }

    [Fact]
    public void The_register_is_reported_at_the_start()
    {
        Start(startWattHours: 1234);
        Assert.Equal([1234UL], _energy);
    }

    [Fact]
    public void Each_pulse_adds_its_share_of_a_kilowatt_hour()
    {
        Start(pulsesPerKilowattHour: 800);
        Pulses(800, everySeconds: 1);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1000UL, _energy[^1]);
        Assert.Equal(_energy.Order(), _energy);
    }

    [Fact]
    public void A_stored_register_is_used_in_place_of_the_start_value()
    {
        Start(startWattHours: 1);
        Pulses(5, everySeconds: 1);
        _meter!.Dispose();
        Assert.Equal(6_000_000, _register);
        _energy.Clear();
        Start(microWattHours: _register, startWattHours: 1);
        Assert.Equal([6UL], _energy);
    }

    [Fact]
    public void Fractions_of_a_watt_hour_survive_restarts()
    {
        for (var run = 0; run < 32; run++)
        {
            Start(microWattHours: _register, pulsesPerKilowattHour: 3200);
            Pulses(1, everySeconds: 1);
            _meter!.Dispose();
        }

        Assert.Equal(10_000_000, _register);
    }

    [Fact]
    public void A_pulse_that_is_reported_late_does_not_put_a_higher_register_before_a_lower_one()
    {
        var before = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Start(startWattHours: 1732);
        _pin.Tell(true, before);
        _pin.Tell(false, before.AddMilliseconds(30));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([1732UL, 1733UL], _energy);
        Assert.True(_energyMs[1] > _energyMs[0], $"{_energyMs[1]} is not after {_energyMs[0]}");
    }

    [Fact]
    public void A_clock_that_was_set_back_keeps_its_own_time()
    {
        Start();
        Pulses(20, everySeconds: 1);
        _time.JumpWallClock(TimeSpan.FromDays(-1));
        var after = _time.GetUtcNow();
        Pulses(20, everySeconds: 1);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(40UL, _energy[^1]);
        Assert.InRange(_energyMs[^1], after.ToUnixTimeMilliseconds(), _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public void The_register_is_stored_before_the_reading_that_shows_it()
    {
        var shown = new List<(ulong Energy, long Register)>();
        var config = new PulseMeterConfig { Point = "meter/1", Pin = 4 };
        var outputs = new PulseMeterOutputs(
            Energy, Power, reading => shown.Add((reading.Metric == Energy ? reading.Value.Bits : 0, _register)), value => _register = value);
        _meter = new PulseMeter(new SensorName("hall", "meter/1", "pulseMeter"), config, outputs, _pin, null, _time);
        Pulses(30, everySeconds: 1);
        Assert.All(shown, both => Assert.True((ulong)both.Register >= both.Energy * 1_000_000));
    }

    [Fact]
    public void Edges_too_close_together_are_one_pulse()
    {
        var meter = Start();
        for (var i = 0; i < 3; i++) _pin.Pulse(ms: 5);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1UL, _energy[^1]);
        Assert.Equal(2, meter.Bounces);
    }

    [Fact]
    public void Reports_come_at_most_once_per_report_time()
    {
        Start();
        Pulses(100, everySeconds: 0.1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([0UL, 100UL], _energy);
    }

    [Fact]
    public void Power_is_the_mean_between_pulses()
    {
        Start();
        Pulses(60, everySeconds: 3.6);
        Assert.Equal(1000, _power[^1]!.Value, tolerance: 1);
        Assert.True(_power.Count < 3, "steady power is reported once");
    }

    [Fact]
    public void Power_falls_while_no_pulse_comes_and_ends_at_zero()
    {
        Start();
        Pulses(30, everySeconds: 3.6);
        _power.Clear();
        _time.Advance(TimeSpan.FromSeconds(36));
        Assert.InRange(_power[^1]!.Value, 80, 150);
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0f, _power[^1]);
        var timers = _time.ActiveTimers;
        Assert.Equal(0, timers);
    }

    [Fact]
    public void A_meter_without_pulses_has_power_0_after_a_while()
    {
        Start();
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Empty(_power);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([0f], _power);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_wall_clock_that_jumps_loses_no_pulse_and_makes_no_wrong_power(int days)
    {
        Start();
        Pulses(20, everySeconds: 3.6);
        _time.JumpWallClock(TimeSpan.FromDays(days));
        Pulses(20, everySeconds: 3.6);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(40UL, _energy[^1]);
        Assert.All(_power, watts => Assert.InRange(watts!.Value, 300, 1100));
    }

    [Fact]
    public void A_pulse_that_is_under_way_at_the_end_counts_once()
    {
        Start();
        _pin.Set(true);
        _time.Advance(TimeSpan.FromMilliseconds(15));
        _meter!.Dispose();
        Assert.Equal(1_000_000, _register);
        Start(microWattHours: _register);
        _pin.Set(false);
        _time.Advance(TimeSpan.FromSeconds(1));
        Pulses(1, everySeconds: 1);
        Assert.Equal(2_000_000, _register);
    }

    [Fact]
    public void A_steady_load_at_a_slow_meter_is_never_reported_as_0()
    {
        Start(pulsesPerKilowattHour: 10);
        Pulses(10, everySeconds: 20 * 60);
        Assert.DoesNotContain(0f, _power);
        Assert.Equal(300f, _power[^1]!.Value, tolerance: 3);
    }

    [Fact]
    public void Standby_between_pulses_is_not_reported_as_0()
    {
        Start();
        Pulses(3, everySeconds: 30 * 60);
        _power.Clear();
        Pulses(5, everySeconds: 30 * 60);
        Assert.DoesNotContain(0f, _power);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0f, _power[^1]);
    }

    [Fact]
    public void The_first_power_after_an_excess_does_not_include_the_excess()
    {
        Start(fuseAmperes: 16);
        Pulses(60, everySeconds: 3.6);
        Pulses(12_000, everySeconds: 0.05);
        _power.Clear();
        Pulses(40, everySeconds: 3.6);
        Assert.NotEmpty(_power);
        Assert.All(_power, watts => Assert.InRange(watts!.Value, 900, 1100));
    }

    [Fact]
    public void A_missed_fall_loses_no_pulse()
    {
        var meter = Start();
        for (var i = 0; i < 10; i++)
        {
            _pin.Set(true);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _meter!.Dispose();
        Assert.Equal(10UL, _energy[^1]);
        Assert.Equal(9, meter.Trouble!.Faults["missedFall"]);
    }

    [Fact]
    public void A_missed_rise_is_replaced_by_its_fall()
    {
        var meter = Start();
        Pulses(1, everySeconds: 1);
        for (var i = 0; i < 10; i++)
        {
            _pin.Set(false);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(11UL, _energy[^1]);
        Assert.Equal(10, meter.Trouble!.Faults["missedRise"]);
    }

    [Fact]
    public void A_fall_that_is_reported_twice_counts_once()
    {
        var meter = Start();
        for (var i = 0; i < 10; i++)
        {
            _pin.Pulse(ms: 30);
            _time.Advance(TimeSpan.FromMilliseconds(2));
            _pin.Set(false);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((10UL, 10L), (_energy[^1], meter.Bounces));
    }

    [Fact]
    public void Pulses_above_the_fuse_are_not_added_and_make_power_bad()
    {
        var meter = Start(fuseAmperes: 16); // 16 A, 230 V: 1.02 pulses/s, 1.64 before the fuse blows
        Pulses(60, everySeconds: 1);
        var before = _register;
        Pulses(1000, everySeconds: 0.05);
        var trouble = meter.Trouble!;
        Assert.Equal(SensorCondition.Absurd, trouble.Condition);
        Assert.InRange(trouble.Faults["fasterThanFuse"], 850, 950);
        Assert.InRange(_register - before, 50_000_000, 150_000_000);
        Assert.Null(_power[^1]);
        Assert.Single(_power, power => power is null);
    }

    [Fact]
    public void Power_is_reported_again_after_a_minute_within_the_fuse()
    {
        var meter = Start(fuseAmperes: 16);
        Pulses(200, everySeconds: 0.05);
        Pulses(90, everySeconds: 1);
        Assert.Equal(SensorCondition.Sound, meter.Trouble!.Condition);
        Assert.Equal(3600, _power[^1]!.Value, tolerance: 40);
    }

    [Fact]
    public void The_full_load_of_the_fuse_is_no_fault()
    {
        var meter = Start(fuseAmperes: 16);
        Pulses(2000, everySeconds: 3600.0 / (16 * 230));
        Assert.Null(meter.Trouble);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Pulses_are_not_too_fast_because_the_clock_was_set(int days)
    {
        var meter = Start(fuseAmperes: 16);
        Pulses(20, everySeconds: 1);
        _time.JumpWallClock(TimeSpan.FromDays(days));
        Pulses(20, everySeconds: 1);
        Assert.Null(meter.Trouble);
    }

    [Fact]
    public void Power_is_unknown_while_the_driver_has_lost_the_pin_and_is_measured_again_afterwards()
    {
        var meter = Start();
        Pulses(20, everySeconds: 3.6);
        Assert.Equal(1000f, _power[^1]!.Value, 1f);
        meter.OnPin(new PinReport(4, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_power[^1]);
        Assert.Equal(SensorCondition.Silent, meter.Trouble!.Condition);
        meter.OnPin(new PinReport(4, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Pulses(20, everySeconds: 3.6);
        Assert.Equal(1000f, _power[^1]!.Value, 1f);
        Assert.Equal(SensorCondition.Sound, meter.Trouble.Condition);
    }
}

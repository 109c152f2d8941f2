using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.PowerMonitors;

/// <summary>A chip that is asked, with all its failures, on the example of the power monitor.</summary>
public sealed class PowerMonitorTests : IDisposable
{
    private static readonly Metric Power = new("hall", "desk/1/power", SparkplugDataType.Float, 1);
    private readonly FakeTime _time = new();
    private readonly FakeChip _chip = new();
    private readonly SpokenEvidence _evidence = new();
    private readonly List<float?> _watts = [];
    private readonly BusPoller _poller;
    private readonly PowerMonitor _monitor;

    public PowerMonitorTests()
    {
        var config = new PowerMonitorConfig { Point = "desk/1", Chip = "ads1115", Bus = "i2c-1", Address = 64 };
        var report = new ValueReport(Power, Take, TimeSpan.FromSeconds(config.SlowestReportSeconds), _time);
        _monitor = new PowerMonitor(new SensorName("hall", "desk/1", "powerMonitor"), config, _chip, report, _evidence, _time);
        _poller = new BusPoller(_time);
        _poller.Add(_monitor);
    }

    public void Dispose() => _poller.Dispose();

    private void Take(MetricReading reading)
    {
        Assert.Equal(reading.Value.IsNull ? QualityCode.Bad : QualityCode.Good, reading.Quality);
        _watts.Add(reading.Value.IsNull ? null : BitConverter.UInt32BitsToSingle((uint)reading.Value.Bits));
    }

    private void Draw(double watts, double seconds)
    {
        _chip.Watts = watts;
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Power_above_the_limit_means_presence_until_it_is_a_fifth_below()
    {
        Draw(5, 20);
        Draw(110, 20);
        Draw(26, 20);
        Draw(23, 20);
        Draw(28, 20);
        Assert.Equal(["rest", "active", "rest"], _evidence.Words);
        Assert.Equal([5f, 110f, 26f], _watts);
    }

    [Fact]
    public void A_place_that_draws_much_at_rest_is_active_from_a_tenth_above_it()
    {
        // As a room with servers, which nobody switches off.
        for (var i = 0; i < 14; i++) Draw(450 + i, 3600);
        Draw(480, 20);
        Draw(510, 20);
        Draw(490, 20);
        Draw(480, 20);
        Assert.Equal(["active", "rest", "active", "rest"], _evidence.Words);
    }

    [Fact]
    public void Power_that_rose_by_what_is_known_now_is_evidence_anew()
    {
        for (var i = 0; i < 8; i++) Draw(450 + i, 3600);
        for (var i = 0; i < 8; i++) Draw(2000 + i, 3600);
        Assert.Equal(["active", "rest", "active"], _evidence.Words);
    }

    [Fact]
    public void A_chip_that_is_lost_for_two_days_does_not_forget_the_rest()
    {
        for (var i = 0; i < 14; i++) Draw(450 + i, 3600);
        _chip.IsSilent = true;
        Draw(450, 48 * 3600);
        _chip.IsSilent = false;
        Draw(455, 600);
        Assert.Equal(["active", "rest", "broken", "sound"], _evidence.Words);
    }

    [Fact]
    public void A_chip_that_answers_again_reports_its_value_before_it_counts_as_evidence()
    {
        Draw(110, 60);
        _chip.IsSilent = true;
        Draw(110, 3600);
        _chip.IsSilent = false;
        Draw(5, 301);
        Assert.Equal(["active", "broken", "rest", "sound"], _evidence.Words);
    }

    [Fact]
    public void A_value_within_the_deadband_is_reported_every_quarter_of_an_hour()
    {
        for (var i = 0; i < 360; i++) Draw(100 + (i % 3), 10);
        Assert.InRange(_watts.Count, 4, 5);
    }

    [Fact]
    public void A_silent_chip_is_unknown_and_read_less_and_less_often_until_it_answers()
    {
        Draw(110, 60);
        _chip.IsSilent = true;
        var asked = _chip.Asked;
        Draw(110, 35);
        Assert.Equal(110f, Assert.Single(_watts));
        Draw(110, 3600);
        Assert.Equal([110f, null], _watts);
        Assert.InRange(_chip.Asked - asked, 15, 25);
        Assert.Equal(SensorCondition.Silent, _monitor.Trouble!.Condition);
        _chip.IsSilent = false;
        Draw(110, 301);
        Assert.Equal([110f, null, 110f], _watts);
        Assert.Equal(["active", "broken", "sound"], _evidence.Words);
        Assert.Equal(SensorCondition.Sound, _monitor.Trouble!.Condition);
        Assert.True(_monitor.Trouble.Faults["silent"] > 5);
    }

    [Fact]
    public void A_chip_that_never_answered_is_unknown_too()
    {
        _chip.IsSilent = true;
        Draw(0, 120);
        Assert.Equal([null], _watts);
    }

    [Fact]
    public void A_single_lost_answer_has_no_effect()
    {
        Draw(110, 60);
        _chip.IsSilent = true;
        Draw(110, 20);
        _chip.IsSilent = false;
        Draw(110, 60);
        Assert.Equal([110f], _watts);
        Assert.Equal((SensorCondition.Sound, 2L), (_monitor.Trouble!.Condition, _monitor.Trouble.Faults["silent"]));
    }

    [Theory]
    [InlineData(40_000)]
    [InlineData(-50)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_power_above_the_limit_of_the_socket_is_never_reported(double watts)
    {
        Draw(110, 30);
        Draw(watts, 120);
        Assert.Equal([110f, null], _watts);
        Assert.Equal(SensorCondition.Absurd, _monitor.Trouble!.Condition);
    }

    [Fact]
    public void The_offset_of_a_chip_without_load_is_reported_as_0()
    {
        Draw(-1.5, 30);
        Assert.Equal([0f], _watts);
    }

    [Fact]
    public void A_chip_with_the_same_bits_for_twelve_hours_is_frozen_until_a_bit_changes()
    {
        Draw(101.25, 11.9 * 3600);
        Assert.Null(_monitor.Trouble);
        Draw(101.25, 0.2 * 3600);
        Assert.Equal((SensorCondition.Frozen, 1L), (_monitor.Trouble!.Condition, _monitor.Trouble.Faults["frozen"]));
        Assert.Null(_watts[^1]);
        Draw(101.5, 60);
        Assert.Equal(SensorCondition.Sound, _monitor.Trouble!.Condition);
        Assert.Equal(101.5f, _watts[^1]);
    }

    [Fact]
    public void A_frozen_chip_stays_frozen_when_it_does_not_answer_for_a_while()
    {
        Draw(101.25, 13 * 3600);
        foreach (var seconds in (double[])[10, 3600])
        {
            _chip.IsSilent = true;
            Draw(101.25, seconds);
            _chip.IsSilent = false;
            Draw(101.25, 310);
            Assert.Equal(SensorCondition.Frozen, _monitor.Trouble!.Condition);
        }
    }

    [Fact]
    public void A_chip_that_misses_an_answer_twice_a_day_can_still_be_frozen()
    {
        for (var i = 0; i < 3; i++)
        {
            Draw(101.25, 11 * 3600);
            _chip.IsSilent = true;
            Draw(101.25, 10);
            _chip.IsSilent = false;
        }

        Draw(101.25, 10);
        Assert.Equal(SensorCondition.Frozen, _monitor.Trouble!.Condition);
    }

    [Fact]
    public void A_chip_that_was_unplugged_for_a_day_is_not_frozen_when_its_value_is_the_same()
    {
        Draw(101.25, 3600);
        _chip.IsSilent = true;
        Draw(101.25, 24 * 3600);
        _chip.IsSilent = false;
        Draw(101.25, 600);
        Assert.Equal(SensorCondition.Sound, _monitor.Trouble!.Condition);
    }

    [Fact]
    public void An_IO_exception_of_the_driver_counts_as_no_answer()
    {
        Draw(110, 60);
        foreach (var error in (Exception[])[new IOException("Error 121: remote I/O"), new TimeoutException()])
        {
            _chip.Error = error;
            Draw(110, 20);
        }

        Assert.Equal((SensorCondition.Sound, 4L), (_monitor.Trouble!.Condition, _monitor.Trouble.Faults["silent"]));
        Draw(110, 600);
        Assert.Equal(SensorCondition.Silent, _monitor.Trouble!.Condition);
        _chip.Error = null;
        Draw(110, 301);
        Assert.Equal([110f, null, 110f], _watts);
    }

    [Fact]
    public void A_bug_in_a_driver_makes_the_value_unknown_and_polling_continues()
    {
        Draw(110, 60);
        _chip.Error = new InvalidOperationException("A bug.");
        Draw(110, 10);
        Assert.Equal([110f, null], _watts);
        Assert.Equal((SensorCondition.Silent, 1L), (_monitor.Trouble!.Condition, _monitor.Trouble.Faults["failed"]));
        _chip.Error = null;
        Draw(110, 60);
        Assert.Equal([110f, null, 110f], _watts);
    }

    [Fact]
    public void A_desk_that_draws_nothing_for_days_is_not_frozen()
    {
        Draw(0, 3 * 24 * 3600);
        Assert.Null(_monitor.Trouble);
    }
}

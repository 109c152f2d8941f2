using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>What a gateway says over the wire about its sensors.</summary>
public sealed class HealthReportsTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly List<string> _reported = [];
    private readonly FakeSensor _motion = new("hall/desk/1 motion"), _climate = new("hall/env/1 climate");
    private readonly HealthReports _reports;

    public HealthReportsTests() => _reports = new HealthReports(
        "hall", [_motion, _climate], new Metric("hall", SensorTroubles.MetricName, SparkplugDataType.String, 1), reading => _reported.Add(reading.Value.AsText), _time);

    public void Dispose() => _reports.Dispose();

    [Fact]
    public void The_list_is_reported_once_after_the_start_and_then_when_it_is_another_one()
    {
        _time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(["sound"], _reported);
        _motion.Condition = SensorCondition.StuckOn;
        _time.Advance(TimeSpan.FromHours(5));
        _climate.Condition = SensorCondition.Silent;
        _time.Advance(TimeSpan.FromHours(5));
        (_motion.Condition, _climate.Condition) = (SensorCondition.Sound, SensorCondition.Sound);
        _time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(["sound", "desk/1 motion stuckOn", "desk/1 motion stuckOn; env/1 climate silent", "sound"], _reported);
    }

    [Fact]
    public void A_sensor_whose_condition_keeps_changing_costs_one_reading_in_five_minutes()
    {
        for (var i = 0; i < 360; i++)
        {
            _motion.Condition = i % 2 == 0 ? SensorCondition.Silent : SensorCondition.Sound;
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.InRange(_reported.Count, 1, 13);
    }

    [Fact]
    public void After_the_end_nothing_is_reported()
    {
        _reports.Dispose();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_reported);
    }

    [Fact]
    public void Every_condition_can_be_read_again_and_what_is_not_known_is_left_out()
    {
        foreach (var condition in Enum.GetValues<SensorCondition>().Where(condition => condition != SensorCondition.Sound))
        {
            var trouble = new SensorTrouble("desk/1", "motion", condition);
            Assert.Equal([trouble], SensorTroubles.Read(SensorTroubles.Write([trouble])));
        }

        Assert.Empty(SensorTroubles.Read(SensorTroubles.Write([])));
        Assert.Equal([new SensorTrouble("desk/2", "pad", SensorCondition.Frozen)], SensorTroubles.Read("desk/1 motion melted; desk/2 pad frozen; desk/3; desk/4 pad sound"));
        Assert.Empty(SensorTroubles.Read(""));
    }

    private sealed class FakeSensor(string name) : ISensor
    {
        public SensorCondition Condition { get; set; }

        public SensorHealth? Trouble => Condition == SensorCondition.Sound ? null : new SensorHealth(name, Condition, new Dictionary<string, long>());

        public void Dispose()
        {
        }
    }
}

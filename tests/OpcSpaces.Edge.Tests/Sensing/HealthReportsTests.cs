using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>What a gateway says over the wire about its sensors.</summary>
public sealed class HealthReportsTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();
    private readonly FakeTime _time;
    private readonly List<string> _reported = [];
    private readonly FakeSensor _motion = new(new SensorName(OutboxFixture.Hall, "desk/1", "motion")), _climate = new(new SensorName(OutboxFixture.Hall, "env/1", "climate"));
    private readonly List<FakeSensor> _others = [];
    private HealthReports _reports;

    public HealthReportsTests()
    {
        _time = _outbox.Time;
        _reports = Start();
    }

    public void Dispose()
    {
        _reports.Dispose();
        _outbox.Dispose();
    }

    private HealthReports Start() => new(
        [(_motion.Name, _motion), (_climate.Name, _climate), .. _others.Select(it => (it.Name, (ISensor)it))], new HealthNote(OutboxFixture.Hall, _outbox.Log), new Metric(OutboxFixture.Hall, SensorTroubles.MetricName, SparkplugDataType.String, 1), Take, _time);

    // As the batcher does, so that the note becomes durable.
    private void Take(MetricReading reading)
    {
        _reported.Add(reading.Value.AsText);
        _outbox.AppendAsync().GetAwaiter().GetResult();
    }

    // A new agent, whose sensors have seen nothing yet.
    private void Restart(bool isKilled = false)
    {
        _reports.Dispose();
        if (isKilled) _outbox.Crash();
        else _outbox.Reopen();
        _reported.Clear();
        (_motion.Condition, _climate.Condition) = (SensorCondition.Sound, SensorCondition.Sound);
        (_motion.IsOpen, _climate.IsOpen) = (true, true);
        _reports = Start();
    }

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trouble_is_told_after_a_restart_until_the_sensor_has_ruled_it_out(bool isKilled)
    {
        _motion.Condition = SensorCondition.StuckOn;
        _climate.Condition = SensorCondition.Frozen;
        _time.Advance(TimeSpan.FromHours(1));
        Restart(isKilled);
        _time.Advance(TimeSpan.FromHours(6));
        Assert.Equal(["desk/1 motion stuckOn; env/1 climate frozen"], _reported);
        _climate.IsOpen = false;
        _time.Advance(TimeSpan.FromHours(1));
        _motion.IsOpen = false;
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["desk/1 motion stuckOn; env/1 climate frozen", "desk/1 motion stuckOn", "sound"], _reported);
    }

    [Fact]
    public void The_first_look_is_too_early_to_call_anything_sound_again()
    {
        _motion.Condition = SensorCondition.Silent;
        _time.Advance(TimeSpan.FromHours(1));
        Restart();
        _motion.IsOpen = false;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["desk/1 motion silent"], _reported);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["desk/1 motion silent", "sound"], _reported);
    }

    [Fact]
    public void A_sensor_is_told_what_the_agent_before_knew_of_it()
    {
        _motion.Condition = SensorCondition.StuckOn;
        _time.Advance(TimeSpan.FromHours(1));
        Restart();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([SensorCondition.StuckOn], _motion.Resumed);
        Assert.Empty(_climate.Resumed);
    }

    [Fact]
    public void Two_sensors_of_one_kind_at_a_point_keep_their_own_troubles()
    {
        var other = new FakeSensor(_motion.Name);
        _others.Add(other);
        Restart();
        (_motion.Condition, other.Condition) = (SensorCondition.StuckOn, SensorCondition.Silent);
        _time.Advance(TimeSpan.FromHours(1));
        (other.Condition, other.IsOpen) = (SensorCondition.Sound, true);
        Restart();
        _time.Advance(TimeSpan.FromHours(1));
        // The new agent finds out about one of them.
        _motion.Condition = SensorCondition.StuckOn;
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["desk/1 motion stuckOn; desk/1 motion silent"], _reported);
        _motion.Condition = SensorCondition.Sound;
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["desk/1 motion stuckOn; desk/1 motion silent", "desk/1 motion silent"], _reported);
    }

    [Fact]
    public void Of_two_sensors_of_one_kind_none_is_taken_for_broken_when_the_list_does_not_say_which()
    {
        _others.Add(new FakeSensor(_motion.Name));
        Restart();
        _motion.Condition = SensorCondition.StuckOn;
        _time.Advance(TimeSpan.FromHours(1));
        Restart();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_motion.Resumed);
        Assert.Empty(_others[0].Resumed);
    }

    [Fact]
    public void What_a_new_agent_finds_itself_counts_from_then_on()
    {
        _motion.Condition = SensorCondition.StuckOn;
        _time.Advance(TimeSpan.FromHours(1));
        Restart();
        _time.Advance(TimeSpan.FromHours(1));
        _motion.Condition = SensorCondition.Silent;
        _time.Advance(TimeSpan.FromHours(1));
        _motion.Condition = SensorCondition.Sound;
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["desk/1 motion stuckOn", "desk/1 motion silent", "sound"], _reported);
        Restart();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["sound"], _reported);
    }

    private sealed class FakeSensor(SensorName name) : ISensor
    {
        public SensorName Name => name;

        public SensorCondition Condition { get; set; }

        /// <summary>Its signals have ruled nothing out yet.</summary>
        public bool IsOpen { get; set; }

        /// <summary>What it was told of the agent before.</summary>
        public List<SensorCondition> Resumed { get; } = [];

        public bool MayBe(SensorCondition condition) => IsOpen;

        public void Resume(SensorCondition condition) => Resumed.Add(condition);

        public SensorHealth? Trouble => Condition == SensorCondition.Sound ? null : new SensorHealth(name, Condition, new Dictionary<string, long>());

        public void Dispose()
        {
        }
    }
}

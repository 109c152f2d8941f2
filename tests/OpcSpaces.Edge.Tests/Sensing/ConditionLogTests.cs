using OpcSpaces.Edge.Sensing;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>What the log says about sensors.</summary>
public sealed class ConditionLogTests : IDisposable
{
    private const string Silent = "The sensor hall/env/1 light is Silent: it does not answer: Error 121 performing I2C data transfer.";
    private const string Sound = "The sensor hall/env/1 light is sound again";
    private readonly FakeTime _time = new();
    private readonly RecordingLogger _log = new();
    private readonly FakeSensor _sensor = new();
    private readonly ConditionLog _conditions;

    public ConditionLogTests() => _conditions = new ConditionLog([_sensor, new FakeSensor()], _time, _log);

    public void Dispose() => _conditions.Dispose();

    private void Become(SensorCondition condition, double seconds)
    {
        _sensor.Condition = condition;
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_sensor_that_fails_is_a_line_with_its_reason_and_so_is_its_return()
    {
        Become(SensorCondition.Sound, 60);
        Assert.Empty(_log.Messages);
        Become(SensorCondition.Silent, 10);
        Become(SensorCondition.Silent, 86_400);
        Become(SensorCondition.Sound, 10);
        Become(SensorCondition.Sound, 86_400);
        Assert.Equal([Silent, Sound], _log.Messages);
    }

    /// <summary>A sensor that was never counted as faulty has nothing to say once it is sound.</summary>
    [Fact]
    public void A_sensor_without_trouble_is_sound_again()
    {
        _sensor.SaysNothingWhenSound = true;
        Become(SensorCondition.Silent, 10);
        Become(SensorCondition.Sound, 86_400);
        Assert.Equal([Silent, Sound], _log.Messages);
    }

    [Fact]
    public void A_sensor_that_keeps_changing_is_one_line_a_minute_and_the_last_condition_is_written()
    {
        for (var i = 0; i < 30; i++)
        {
            Become(SensorCondition.Silent, 10);
            Become(SensorCondition.Sound, 10);
        }

        Assert.InRange(_log.Messages.Count, 2, 10);
        Become(SensorCondition.Absurd, 60);
        Assert.StartsWith("The sensor hall/env/1 light is Absurd: ", _log.Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_condition_has_words()
    {
        foreach (var condition in Enum.GetValues<SensorCondition>()) Become(condition, 60);
        Assert.Equal(Enum.GetValues<SensorCondition>().Length - 1, _log.Messages.Count);
        Assert.DoesNotContain(_log.Messages, line => line.EndsWith("unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_written_after_disposal()
    {
        _conditions.Dispose();
        Become(SensorCondition.Silent, 60);
        Assert.Empty(_log.Messages);
        Assert.Equal(0, _time.ActiveTimers);
    }

    private sealed class FakeSensor : ISensor
    {
        public SensorCondition Condition { get; set; }

        public bool SaysNothingWhenSound { get; set; }

        public SensorHealth? Trouble => SaysNothingWhenSound && Condition == SensorCondition.Sound ? null : new(new SensorName("hall", "env/1", "light"), Condition, new Dictionary<string, long>())
        {
            Reason = Condition == SensorCondition.Silent ? "Error 121 performing I2C data transfer." : null,
        };

        public void Dispose()
        {
        }
    }
}

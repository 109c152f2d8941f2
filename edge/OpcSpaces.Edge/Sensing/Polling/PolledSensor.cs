using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>
/// A sensor that is polled. A chip that is silent or absurd five times in a row is lost: its values become null with quality bad, and
/// it is read less and less often until it gives a possible value again. A chip whose value has not changed by a single bit for twelve
/// hours (in which it was not lost) is frozen, and is lost as well until a bit changes: the last digit of a measuring chip always
/// moves. An <see cref="IOException"/> or <see cref="TimeoutException"/> of the driver counts as no answer.
/// </summary>
internal abstract class PolledSensor : ISensor, IPolled
{
    private const int LostAfter = 5;
    private static readonly TimeSpan FrozenAfter = TimeSpan.FromHours(12);

    private readonly TimeSpan _period;

    // Everything below is used by the poller only; what is volatile is also read by other threads.
    private volatile SensorCondition _condition;
    private volatile string? _reason;
    private volatile bool _hasAnswered, _hasChanged; // since the start, with what is possible
    private int _failures;
    private TimeSpan _pause;
    private long _bits, _soundStamp;
    private TimeSpan _sameFor;

    protected PolledSensor(SensorName name, TimeSpan period, TimeProvider time)
    {
        (Name, _period, Time) = (name, period, time);
        _soundStamp = time.GetTimestamp();
    }

    public SensorName Name { get; }

    string IPolled.Name => Name.ToString();

    public SensorHealth? Trouble => Faults.Trouble(Name, _condition == SensorCondition.Sound ? CrossCheck : _condition) is { } trouble
        ? trouble with { Reason = trouble.Condition == SensorCondition.Silent ? _reason : null }
        : null;

    public virtual bool MayBe(SensorCondition condition) => condition switch
    {
        SensorCondition.Silent or SensorCondition.Absurd => !_hasAnswered,
        SensorCondition.Frozen => !_hasChanged,
        _ => false,
    };

    protected TimeProvider Time { get; }

    /// <summary>What a second sensor shows about this one while it answers as it should.</summary>
    protected virtual SensorCondition CrossCheck => SensorCondition.Sound;

    protected FaultCounts Faults { get; } = new();

    public TimeSpan Poll()
    {
        var now = Time.GetUtcNow();
        var answer = Answer();
        if (answer.Condition != SensorCondition.Sound) return OnFailure(answer.Condition, answer.Condition == SensorCondition.Silent ? "silent" : "absurd", now);
        var wasLost = _failures >= LostAfter;
        (_failures, _pause) = (0, _period);
        if (IsFrozen(answer.Bits, wasLost))
        {
            Become(SensorCondition.Frozen, now);
            return _period;
        }

        Become(SensorCondition.Sound, now);
        Take(now);
        return _period;
    }

    public TimeSpan Fail()
    {
        _reason = "its driver has a bug, which is logged";
        _failures = Math.Max(_failures, LostAfter - 1);
        return OnFailure(SensorCondition.Silent, "failed", Time.GetUtcNow());
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Reads the chip, keeps the value, and checks whether it is possible.</summary>
    protected abstract ChipAnswer Ask();

    /// <summary>Uses the value of the last <see cref="Ask"/>, which is sound.</summary>
    protected abstract void Take(DateTimeOffset now);

    /// <summary>The value is unknown from now on.</summary>
    protected abstract void OnLost(DateTimeOffset now);

    /// <summary>The sensor is sound again; <see cref="Take"/> follows.</summary>
    protected virtual void OnFound(DateTimeOffset now)
    {
    }

    /// <summary>The longest time between two reads while the sensor is silent or absurd; never less than its period.</summary>
    protected virtual TimeSpan LongestPause(SensorCondition condition) => TimeSpan.FromMinutes(5);

    private ChipAnswer Answer()
    {
        try
        {
            var answer = Ask();
            _reason = null;
            return answer;
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Never the number of a card: these come from transfers, registers and checksums.
            _reason = e.Message;
            return ChipAnswer.Silent;
        }
    }

    private TimeSpan OnFailure(SensorCondition condition, string fault, DateTimeOffset now)
    {
        Faults.Add(fault);
        if (++_failures < LostAfter) return _period;
        Become(condition, now);
        _pause = _failures == LostAfter ? _period : _pause * 2;
        var longest = LongestPause(condition);
        if (_pause > longest) _pause = longest > _period ? longest : _period;
        return _pause;
    }

    private bool IsFrozen(long bits, bool wasLost)
    {
        var since = Time.GetElapsedTime(_soundStamp);
        _soundStamp = Time.GetTimestamp();
        _hasChanged |= bits == 0 || (_hasAnswered && bits != _bits);
        _hasAnswered = true;
        if (bits != _bits || bits == 0) (_bits, _sameFor) = (bits, TimeSpan.Zero);
        else if (!wasLost) _sameFor += since;
        return _sameFor >= FrozenAfter;
    }

    private void Become(SensorCondition condition, DateTimeOffset now)
    {
        var before = _condition;
        if (condition == before) return;
        _condition = condition;
        if (condition == SensorCondition.Frozen) Faults.Add("frozen");
        if (condition == SensorCondition.Sound) OnFound(now);
        else if (before == SensorCondition.Sound) OnLost(now);
    }
}

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>
/// A chip that is asked. One that is silent or absurd five times in a row is lost: what it measured becomes unknown with quality
/// bad, and it is asked less and less often until it answers sensibly again. One whose every bit stays the same for twelve hours
/// is frozen and lost likewise, until a bit moves: the last digit of a measuring chip never rests that long.
/// </summary>
internal abstract class PolledSensor : ISensor, IPolled
{
    private const int LostAfter = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FrozenAfter = TimeSpan.FromHours(12);

    private readonly string _name;
    private readonly TimeSpan _period;

    // Everything below belongs to the poller, which asks one at a time; the condition is read by whoever asks for trouble.
    private volatile SensorCondition _condition;
    private int _failures;
    private TimeSpan _pause;
    private long _bits, _bitsStamp;

    protected PolledSensor(string name, TimeSpan period, TimeProvider time)
    {
        (_name, _period, Time) = (name, period, time);
        _bitsStamp = time.GetTimestamp();
    }

    public SensorHealth? Trouble => Faults.Trouble(_name, _condition == SensorCondition.Sound ? Unheard : _condition);

    protected TimeProvider Time { get; }

    /// <summary>What a second sensor knows of one that answers.</summary>
    protected virtual SensorCondition Unheard => SensorCondition.Sound;

    protected FaultCounts Faults { get; } = new();

    public TimeSpan Poll()
    {
        var now = Time.GetUtcNow();
        var answer = Ask();
        if (answer.Condition != SensorCondition.Sound) return OnFailure(answer.Condition, now);
        (_failures, _pause) = (0, _period);
        if (IsFrozen(answer.Bits))
        {
            Become(SensorCondition.Frozen, now);
            return _period;
        }

        Become(SensorCondition.Sound, now);
        Take(now);
        return _period;
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Asks the chip and judges what it says.</summary>
    protected abstract ChipAnswer Ask();

    /// <summary>What was asked last is sound.</summary>
    protected abstract void Take(DateTimeOffset now);

    /// <summary>Nothing is known from now on.</summary>
    protected abstract void OnLost(DateTimeOffset now);

    /// <summary>It is heard again; <see cref="Take"/> follows.</summary>
    protected virtual void OnFound(DateTimeOffset now)
    {
    }

    private TimeSpan OnFailure(SensorCondition condition, DateTimeOffset now)
    {
        Faults.Add(condition == SensorCondition.Silent ? "silent" : "absurd");
        _bitsStamp = Time.GetTimestamp();
        if (++_failures < LostAfter) return _period;
        Become(condition, now);
        _pause = _failures == LostAfter ? _period : _pause * 2;
        if (_pause > LongestPause) _pause = LongestPause > _period ? LongestPause : _period;
        return _pause;
    }

    private bool IsFrozen(long bits)
    {
        if (bits == _bits && bits != 0) return Time.GetElapsedTime(_bitsStamp) >= FrozenAfter;
        (_bits, _bitsStamp) = (bits, Time.GetTimestamp());
        return false;
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

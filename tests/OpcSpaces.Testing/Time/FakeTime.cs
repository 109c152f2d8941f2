namespace OpcSpaces.Testing;

/// <summary>
/// A clock that stands still until a test moves it, for tests that <c>FakeTimeProvider</c> of Microsoft.Extensions.TimeProvider.Testing
/// cannot serve. It differs in three things. <see cref="Advance"/> moves from one due time to the next, so each timer's callback sees the
/// time at which it was due, and what it schedules counts from there; FakeTimeProvider shows every callback the end of the step.
/// <see cref="JumpWallClock"/> changes wall time alone, as an NTP step or a dead clock battery does; there, monotonic time jumps with it.
/// <see cref="ActiveTimers"/> lets a test wait until the code under test waits. Timers fire on the thread that advances the clock.
/// </summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>The time at which tests start that do not choose one.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private TimeSpan _monotonic;
    private TimeSpan _wallOffset;

    public FakeTime()
        : this(Start)
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since the clock was created; a jump of the wall clock does not change it.</summary>
    public TimeSpan Monotonic
    {
        get
        {
            lock (_gate)
                return _monotonic;
        }
    }

    /// <summary>The number of timers that wait to fire.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return start + _monotonic + _wallOffset;
    }

    public override long GetTimestamp() => Monotonic.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves monotonic and wall time forward and fires every timer that becomes due on the way, in the order of their due times and once per period.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = Monotonic + by;
        while (NextDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _monotonic = end;
    }

    /// <summary>Moves the wall clock alone, forward or back.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate)
            _wallOffset += by;
    }

    internal void Schedule(FakeTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.DueAt = _monotonic + dueTime;
            _timers.Add(timer);
        }
    }

    private FakeTimer? NextDue(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(t => t.DueAt);
            if (next is null || next.DueAt > end)
                return null;
            if (next.DueAt > _monotonic)
                _monotonic = next.DueAt;
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.DueAt = _monotonic + next.Period;
                _timers.Add(next);
            }

            return next;
        }
    }
}

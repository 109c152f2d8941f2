namespace OpcSpaces.Timing;

/// <summary>A clock that is ahead of another one, or behind it. Only its time of day is shifted: timers and intervals are those of the other. Thread-safe.</summary>
/// <param name="right">The other clock.</param>
/// <param name="ahead">By how much this one is ahead; negative where it is behind.</param>
public class ShiftedTime(TimeProvider right, TimeSpan ahead) : TimeProvider
{
    private long _aheadTicks = ahead.Ticks;

    /// <summary>By how much it is ahead; negative where it is behind.</summary>
    public TimeSpan Ahead
    {
        get => new(Volatile.Read(ref _aheadTicks));
        protected set => Volatile.Write(ref _aheadTicks, value.Ticks);
    }

    public override TimeZoneInfo LocalTimeZone => right.LocalTimeZone;

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Ahead;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}

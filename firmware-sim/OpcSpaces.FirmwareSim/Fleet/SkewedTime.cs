namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>A gateway's clock that may be wrong: it tells another time of day, while its timers and intervals stay right.</summary>
public sealed class SkewedTime(TimeProvider right) : TimeProvider
{
    private long _aheadTicks;

    /// <summary>By how much it is ahead; negative for behind.</summary>
    public TimeSpan Ahead
    {
        get => new(Volatile.Read(ref _aheadTicks));
        set => Volatile.Write(ref _aheadTicks, value.Ticks);
    }

    public override TimeZoneInfo LocalTimeZone => right.LocalTimeZone;

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Ahead;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>A gateway's clock that can be wrong: its time of day is shifted, while its timers and intervals stay correct.</summary>
public sealed class SkewedTime(TimeProvider right) : TimeProvider
{
    private long _aheadTicks;

    /// <summary>By how much it is ahead; negative if it is behind.</summary>
    public TimeSpan Ahead
    {
        get => new(Volatile.Read(ref _aheadTicks));
        set => Volatile.Write(ref _aheadTicks, value.Ticks);
    }

    /// <summary>The boot of its machine, as the next agent on it is told; null for that of this process.</summary>
    public string? Boot { get; private set; }

    /// <summary>Whether it follows a time server, as the kernel says; null where the kernel cannot be asked.</summary>
    public bool? IsSynchronized { get; set; }

    /// <summary>The machine starts again.</summary>
    public void NewBoot() => Boot = Guid.NewGuid().ToString();

    public override TimeZoneInfo LocalTimeZone => right.LocalTimeZone;

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Ahead;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}

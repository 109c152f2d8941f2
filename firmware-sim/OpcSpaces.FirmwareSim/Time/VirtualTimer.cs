namespace OpcSpaces.FirmwareSim.Time;

/// <summary>One timer of a <see cref="VirtualTime"/>; fires on the thread that advances the clock.</summary>
public sealed class VirtualTimer : ITimer
{
    private readonly VirtualTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private volatile bool _disposed;

    internal VirtualTimer(VirtualTime time, TimerCallback callback, object? state)
    {
        _time = time;
        _callback = callback;
        _state = state;
    }

    // Both are guarded by the clock's gate.
    internal int Version { get; set; }

    internal long PeriodTicks { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        PeriodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
        _time.Schedule(this, dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : _time.GetUtcNow().UtcTicks + dueTime.Ticks);
        return true;
    }

    /// <summary>Fires once at this moment, or at once when it is past; replaces an earlier setting.</summary>
    public void Set(DateTimeOffset at)
    {
        if (!_disposed)
            _time.Schedule(this, at.UtcTicks);
    }

    public void Dispose()
    {
        _disposed = true;
        _time.Schedule(this, long.MaxValue);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (!_disposed)
            _callback(_state);
    }
}

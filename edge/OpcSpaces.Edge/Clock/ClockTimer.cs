namespace OpcSpaces.Edge.Clock;

/// <summary>One timer of a <see cref="GatewayClock"/>.</summary>
internal sealed class ClockTimer(GatewayClock clock, long number, Action fire) : ITimer
{
    private volatile bool _disposed;

    public static IComparer<ClockTimer> ByDueTime { get; } =
        Comparer<ClockTimer>.Create((a, b) => a.DueAt != b.DueAt ? a.DueAt.CompareTo(b.DueAt) : a.Number.CompareTo(b.Number));

    // Both are guarded by the gate of the clock, and change only while the timer is not in the set of the clock.
    public TimeSpan DueAt { get; set; }

    public TimeSpan Period { get; set; }

    private long Number => number;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        clock.Set(this, dueTime, period);
        return true;
    }

    public void Fire()
    {
        if (!_disposed) fire();
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when the callback no longer runs.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        clock.WaitWhileRunning(this);
        return ValueTask.CompletedTask;
    }
}

namespace OpcSpaces.Testing;

/// <summary>One timer of a <see cref="FakeTime"/>; fires on the thread that advances the clock.</summary>
internal sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _disposed;

    // Both are guarded by the clock's lock.
    internal TimeSpan DueAt { get; set; }

    internal TimeSpan Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        Period = period;
        time.Schedule(this, dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        time.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (!_disposed)
            callback(state);
    }
}

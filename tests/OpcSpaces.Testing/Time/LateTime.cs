namespace OpcSpaces.Testing;

/// <summary>
/// Another clock whose timers fire only when a test says so, also after they were disposed: a callback may already be running by then. A
/// fake clock never fires a disposed timer.
/// </summary>
public sealed class LateTime(TimeProvider clock) : TimeProvider
{
    private readonly Lock _gate = new(); // guards _callbacks
    private readonly List<Action> _callbacks = [];

    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <summary>Timers that were created so far.</summary>
    public int Timers
    {
        get
        {
            lock (_gate)
                return _callbacks.Count;
        }
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
            _callbacks.Add(() => callback(state));
        return clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void FireAll()
    {
        lock (_gate)
            _callbacks.ForEach(callback => callback());
    }
}

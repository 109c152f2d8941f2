namespace OpcSpaces.Edge.Uplink;

/// <summary>Lets one loop sleep until there is something to do. Calls while the loop works are remembered as one. Any thread may call.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly ITimer _timer;

    // Guards everything below.
    private readonly Lock _gate = new();
    private TaskCompletionSource? _sleeper;
    private bool _called;

    public WakeUp(TimeProvider time) => _timer = time.CreateTimer(_ => Call(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Wakes the loop, on a thread of the pool.</summary>
    public void Call()
    {
        if (TakeSleeper() is { } sleeper) ThreadPool.UnsafeQueueUserWorkItem(static woken => woken.TrySetResult(), sleeper, preferLocal: false);
    }

    /// <summary>Runs the loop on this thread, and returns when the loop waits for something.</summary>
    public void CallHere() => TakeSleeper()?.TrySetResult();

    /// <summary>Wakes the loop after <paramref name="due"/>, and not at the time that was set before; null means no time.</summary>
    public void CallIn(TimeSpan? due) => _timer.Change(due ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Completes with the next call, or immediately when there was one since the last sleep.</summary>
    public Task SleepAsync()
    {
        lock (_gate)
        {
            if (_called)
            {
                _called = false;
                return Task.CompletedTask;
            }

            _sleeper = new TaskCompletionSource();
            return _sleeper.Task;
        }
    }

    public void Dispose() => _timer.Dispose();

    private TaskCompletionSource? TakeSleeper()
    {
        lock (_gate)
        {
            var sleeper = _sleeper;
            _sleeper = null;
            if (sleeper is null) _called = true;
            return sleeper;
        }
    }
}

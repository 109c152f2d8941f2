namespace OpcSpaces.Edge.Uplink;

/// <summary>Lets one loop sleep until there is something to do; calls that come while it works are remembered as one.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly ITimer _timer;

    // Guards everything below.
    private readonly Lock _gate = new();
    private TaskCompletionSource? _sleeper;
    private bool _called;

    public WakeUp(TimeProvider time) => _timer = time.CreateTimer(_ => Call(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Call()
    {
        TaskCompletionSource? sleeper;
        lock (_gate)
        {
            (sleeper, _sleeper) = (_sleeper, null);
            if (sleeper is null) _called = true;
        }

        sleeper?.TrySetResult();
    }

    /// <summary>Wakes the loop after <paramref name="due"/>, in place of a time that was set before; null takes it back.</summary>
    public void CallIn(TimeSpan? due) => _timer.Change(due ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Completes with the next call, or at once when there was one since the last sleep.</summary>
    public Task SleepAsync()
    {
        lock (_gate)
        {
            if (_called)
            {
                _called = false;
                return Task.CompletedTask;
            }

            _sleeper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sleeper.Task;
        }
    }

    public void Dispose() => _timer.Dispose();
}

namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// A timer that is usually rescheduled before it fires. Moving the time later costs nothing: the running timer notices by itself
/// that it has to wait longer. It calls back once when the time has passed, never early. The owner uses it inside its own gate, and
/// is called back inside that gate.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Action _onDue;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // The gate of the owner; guards everything below.
    private readonly Lock _gate;
    private long? _due, _runsUntil;
    private bool _disposed;

    public Deadline(Lock gate, Action onDue, TimeProvider time)
    {
        (_gate, _onDue, _time) = (gate, onDue, time);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True while a time is set that has not passed.</summary>
    public bool IsSet => _due is not null;

    /// <summary>True when the time is set and passes within <paramref name="wait"/>, or has passed.</summary>
    public bool IsSetWithin(TimeSpan wait) => _due is { } due && _time.GetElapsedTime(_time.GetTimestamp(), due) <= wait;

    /// <summary>
    /// Calls back after this time from now, and not when it was due before. A time that has passed calls back as soon as the timer can,
    /// also on a simulated clock that stands still until its next step.
    /// </summary>
    public void Set(TimeSpan left)
    {
        _due = _time.GetTimestamp() + (long)(left.TotalSeconds * _time.TimestampFrequency);
        if (_runsUntil is not { } runsUntil || runsUntil > _due) Run(left);
    }

    /// <summary>Does not call back.</summary>
    public void Clear() => _due = null;

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _runsUntil = null;
            if (_disposed || _due is not { } due) return;
            if (_time.GetElapsedTime(_time.GetTimestamp(), due) is var left && left > TimeSpan.Zero)
            {
                Run(left);
                return;
            }

            _due = null;
            _onDue();
        }
    }

    private void Run(TimeSpan left)
    {
        if (_disposed) return;
        _runsUntil = _due;
        _timer.Change(left <= TimeSpan.Zero ? TimeSpan.Zero : left < ShortestWait ? ShortestWait : left, Timeout.InfiniteTimeSpan);
    }
}

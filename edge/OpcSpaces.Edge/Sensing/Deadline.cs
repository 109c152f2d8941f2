namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// A timer for a time that is put off more often than it passes: putting it off costs nothing, because the timer that runs finds
/// out by itself that it has to go on. It calls once when the time has passed, never early, and inside the gate of its owner, who
/// calls it inside that gate too.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Action _onDue;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // The owner's; guards everything below.
    private readonly Lock _gate;
    private long? _due, _runsUntil;
    private bool _disposed;

    public Deadline(Lock gate, Action onDue, TimeProvider time)
    {
        (_gate, _onDue, _time) = (gate, onDue, time);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True while there is a time that has not passed.</summary>
    public bool IsSet => _due is not null;

    /// <summary>True when the time passes within <paramref name="wait"/>, or is due already.</summary>
    public bool IsSetWithin(TimeSpan wait) => _due is { } due && _time.GetElapsedTime(_time.GetTimestamp(), due) <= wait;

    /// <summary>Due after this time from now on, and no longer when it was due before.</summary>
    public void Set(TimeSpan left)
    {
        _due = _time.GetTimestamp() + (long)(left.TotalSeconds * _time.TimestampFrequency);
        if (_runsUntil is not { } runsUntil || runsUntil > _due) Run(left);
    }

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
        _timer.Change(left < ShortestWait ? ShortestWait : left, Timeout.InfiniteTimeSpan);
    }
}

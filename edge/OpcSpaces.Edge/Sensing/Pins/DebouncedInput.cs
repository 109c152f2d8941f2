namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// An input whose level counts once it has lasted for the debounce time, dated back to its edge; one that is high at the start
/// begins with a change to high. Tells changes one at a time and in order, on any thread.
/// </summary>
internal sealed class DebouncedInput : IDisposable
{
    private readonly Action<PinChange> _onLevel;
    private readonly TimeProvider _time;
    private readonly TimeSpan _debounceTime;
    private readonly ITimer _debounce;
    private readonly IDisposable _subscription;

    // Guards everything below; changes come on any thread, the timer on another. Held while the owner is told.
    private readonly Lock _gate = new();
    private bool _level;
    private DateTimeOffset? _edgeAt;
    private long _edgeStamp;
    private bool _disposed;

    public DebouncedInput(IInputPin pin, int debounceMs, Action<PinChange> onLevel, TimeProvider time)
    {
        (_onLevel, _time) = (onLevel, time);
        _debounceTime = TimeSpan.FromMilliseconds(debounceMs);
        _debounce = time.CreateTimer(_ => OnDebounced(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _subscription = pin.Subscribe(OnChange);
        if (pin.Read()) OnChange(new PinChange(true, time.GetUtcNow()));
        // One that fell between subscribing and this was heard before its rise, and taken for none.
        if (!pin.Read()) OnChange(new PinChange(false, time.GetUtcNow()));
    }

    /// <summary>Levels that did not last.</summary>
    public long Bounces { get; private set; }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _debounce.Dispose();
        }
    }

    private void OnChange(PinChange change)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (change.High == _level)
            {
                if (_edgeAt is null) return;
                _edgeAt = null;
                Bounces++;
            }
            else if (_edgeAt is null)
            {
                (_edgeAt, _edgeStamp) = (change.At, _time.GetTimestamp());
                if (_debounceTime == TimeSpan.Zero) Settle();
                else _debounce.Change(_debounceTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void OnDebounced()
    {
        lock (_gate)
        {
            if (_disposed || _edgeAt is null) return;
            // The timer may be that of an edge before this one.
            var left = _debounceTime - _time.GetElapsedTime(_edgeStamp);
            if (left > TimeSpan.Zero) _debounce.Change(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, Timeout.InfiniteTimeSpan);
            else Settle();
        }
    }

    // Inside the gate.
    private void Settle()
    {
        _level = !_level;
        var at = _edgeAt!.Value;
        _edgeAt = null;
        _onLevel(new PinChange(_level, at));
    }
}

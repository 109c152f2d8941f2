namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// An input whose level counts once it has lasted for the debounce time, dated back to its edge; one that is high at the start
/// begins with a change to high. Tells changes one at a time and in order, on any thread.
/// </summary>
internal sealed class DebouncedInput : IDisposable
{
    private readonly Action<PinChange> _onLevel;
    private readonly Action<DateTimeOffset>? _onBounce;
    private readonly TimeSpan _debounceTime;
    private readonly IDisposable _subscription;

    // Guards everything below; changes come on any thread, the timer on another. Held while the owner is told.
    private readonly Lock _gate = new();
    private readonly Deadline _settles;
    private bool _level;
    private DateTimeOffset? _edgeAt;
    private bool _disposed;

    /// <param name="pin">Its raw levels.</param>
    /// <param name="debounceMs">0 lets every level count.</param>
    /// <param name="onLevel">Told of levels that last.</param>
    /// <param name="time">The sensing clock.</param>
    /// <param name="onBounce">Told when a level did not last: the pin rose and fell, or fell and rose.</param>
    public DebouncedInput(IInputPin pin, int debounceMs, Action<PinChange> onLevel, TimeProvider time, Action<DateTimeOffset>? onBounce = null)
    {
        (_onLevel, _onBounce, _debounceTime) = (onLevel, onBounce, TimeSpan.FromMilliseconds(debounceMs));
        _settles = new Deadline(_gate, Settle, time);
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
            _settles.Dispose();
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
                _settles.Clear();
                Bounces++;
                _onBounce?.Invoke(change.At);
            }
            else if (_edgeAt is null)
            {
                _edgeAt = change.At;
                if (_debounceTime == TimeSpan.Zero) Settle();
                else _settles.Set(_debounceTime);
            }
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

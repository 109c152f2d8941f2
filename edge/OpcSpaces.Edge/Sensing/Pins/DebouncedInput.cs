namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// An input whose level counts when it has lasted for the debounce time; the change is then dated back to its edge. An input that is
/// high at the start begins with a change to high. Reports changes one at a time and in order, on any thread.
/// </summary>
internal sealed class DebouncedInput : IDisposable
{
    private readonly Action<PinChange> _onLevel;
    private readonly Action<DateTimeOffset>? _onBounce;
    private readonly TimeSpan _debounceTime;
    private readonly IDisposable _subscription;

    // Guards everything below; changes come on any thread, the timer on another. Held while the owner is called.
    private readonly Lock _gate = new();
    private readonly Deadline _settles;
    private bool _level;
    private DateTimeOffset? _edgeAt;
    private bool _disposed;

    /// <param name="pin">The pin with its raw levels.</param>
    /// <param name="debounceMs">The debounce time; with 0 every level counts.</param>
    /// <param name="onLevel">Called for each level that counts.</param>
    /// <param name="time">The sensing clock.</param>
    /// <param name="onBounce">Called for each level that was too short: the pin rose and fell, or fell and rose.</param>
    public DebouncedInput(IInputPin pin, int debounceMs, Action<PinChange> onLevel, TimeProvider time, Action<DateTimeOffset>? onBounce = null)
    {
        (_onLevel, _onBounce, _debounceTime) = (onLevel, onBounce, TimeSpan.FromMilliseconds(debounceMs));
        _settles = new Deadline(_gate, Settle, time);
        _subscription = pin.Subscribe(OnChange);
        if (pin.Read()) OnChange(new PinChange(true, time.GetUtcNow()));
        // When the pin fell between the subscription and the line above, its fall was handled before its rise, and had no effect.
        if (!pin.Read()) OnChange(new PinChange(false, time.GetUtcNow()));
    }

    /// <summary>Levels that were too short to count.</summary>
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

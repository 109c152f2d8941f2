namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// One input whose level is also read from time to time. When the driver has not reported a level by the second time that it is
/// read, the listeners are told of it then, and the input subscribes to the driver again. So it does while the driver has lost the pin.
/// </summary>
internal sealed class WatchedInput : IInputPin, IDisposable
{
    private readonly IInputPin _pin;

    // Held while handlers run, so that they see changes one at a time and in order. The driver may hold its own lock while it waits for this one.
    private readonly Lock _gate = new();
    private Action<PinChange>? _handlers;
    private IDisposable _subscription;
    private bool _reported, _wasOff;
    private long _changes, _changesAtLook;
    private bool _wasLost;

    public WatchedInput(IInputPin pin)
    {
        _pin = pin;
        _subscription = pin.Subscribe(OnChange);
        _reported = pin.Read();
    }

    public int Number => _pin.Number;

    /// <summary>Changes that the driver did not report.</summary>
    public long Missed { get; private set; }

    public bool Read() => _pin.Read();

    public IDisposable Subscribe(Action<PinChange> onChange)
    {
        lock (_gate) _handlers += onChange;
        return new Subscription(this, onChange);
    }

    public void Dispose() => _subscription.Dispose();

    /// <summary>Changes that the driver knows to have lost.</summary>
    public long LostChanges { get; private set; }

    /// <summary>What the driver has found out since the last report; null for nothing. Called by one thread at a time.</summary>
    public PinReport? TakeReport()
    {
        var (isLost, lost) = (_pin.IsLost, _pin.LostChanges);
        if (isLost == _wasLost && lost == LostChanges) return null;
        var report = new PinReport(Number, isLost, lost - LostChanges);
        (_wasLost, LostChanges) = (isLost, lost);
        return report;
    }

    /// <summary>Reads the level and compares it with the last one that was reported. Called by one thread at a time.</summary>
    public void Check(DateTimeOffset now)
    {
        // Not inside the gate: the driver may hold its own lock while it waits for the gate.
        var high = _pin.Read();
        lock (_gate)
        {
            var isOff = high != _reported;
            var stands = _wasOff && _changes == _changesAtLook;
            (_wasOff, _changesAtLook) = (isOff, _changes);
            if (!_pin.IsLost && (!isOff || !stands)) return;
            if (isOff && stands)
            {
                Missed++;
                Tell(new PinChange(high, now));
            }
        }

        _subscription.Dispose();
        _subscription = _pin.Subscribe(OnChange);
    }

    private void OnChange(PinChange change)
    {
        lock (_gate) Tell(change);
    }

    private void Tell(PinChange change)
    {
        _reported = change.High;
        _changes++;
        _handlers?.Invoke(change);
    }

    private sealed class Subscription(WatchedInput input, Action<PinChange> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (input._gate) input._handlers -= handler;
        }
    }
}

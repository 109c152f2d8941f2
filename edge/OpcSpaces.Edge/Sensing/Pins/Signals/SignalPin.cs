namespace OpcSpaces.Edge.Sensing.Pins.Signals;

/// <summary>One input whose level comes from the signal server. The first level that arrives is its state and not a change.</summary>
internal sealed class SignalPin(int number) : IInputPin
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Held while handlers run, so that they see changes one at a time and in order.
    private readonly Lock _gate = new();
    private Action<PinChange>? _handlers;
    private bool _high;

    public int Number => number;

    /// <summary>Blocks until there is a level to read; false when none has arrived within <paramref name="longest"/>.</summary>
    public bool WaitUntilKnown(TimeSpan longest, CancellationToken stop) => _known.Task.Wait(longest, stop);

    public bool Read()
    {
        lock (_gate) return _high;
    }

    public IDisposable Subscribe(Action<PinChange> onChange)
    {
        lock (_gate) _handlers += onChange;
        return new Subscription(this, onChange);
    }

    public void Set(bool high, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_known.TrySetResult())
            {
                _high = high;
                return;
            }

            if (high == _high) return;
            _high = high;
            _handlers?.Invoke(new PinChange(high, at));
        }
    }

    private sealed class Subscription(SignalPin pin, Action<PinChange> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (pin._gate) pin._handlers -= handler;
        }
    }
}

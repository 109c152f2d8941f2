using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>One agent's subscription of one simulated pin.</summary>
internal sealed class SimulatedInput(SimulatedPin pin, Func<TimeSpan>? ahead) : IInputPin
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];

    public int Number => pin.Number;

    public bool Read() => pin.High;

    public IDisposable Subscribe(Action<PinChange> onChange)
    {
        var subscription = new Subscription(pin, ahead is null ? onChange : change => onChange(change with { At = change.At + ahead() }));
        lock (_gate)
            _subscriptions.Add(subscription);
        return subscription;
    }

    public void Release()
    {
        lock (_gate)
        {
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }
    }

    private sealed class Subscription : IDisposable
    {
        private readonly SimulatedPin _pin;

        // A separate delegate per subscription, so that a handler that is subscribed twice can be released once.
        private readonly Action<PinChange> _watcher;

        public Subscription(SimulatedPin pin, Action<PinChange> onChange)
        {
            _pin = pin;
            _watcher = change => onChange(change);
            pin.Watch(_watcher);
        }

        public void Dispose() => _pin.Unwatch(_watcher);
    }
}

using System.Device.Gpio;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.Gpio;

/// <summary>One input of a <see cref="GpioController"/>. The callback is registered while somebody has subscribed.</summary>
internal sealed class GpioPin(GpioController controller, int number, TimeProvider time) : IInputPin
{
    private const PinEventTypes Both = PinEventTypes.Rising | PinEventTypes.Falling;

    // Held while handlers run, so that they see changes one at a time and in order.
    private readonly Lock _gate = new();

    // Guards the registration. Not the gate above: a driver may wait for its running callbacks while it removes one.
    private readonly Lock _registering = new();
    private Action<PinChange>? _handlers;
    private bool _isRegistered;
    private long _heardStamp = time.GetTimestamp();

    public int Number => number;

    /// <summary>How often the callback was registered again because it had been silent.</summary>
    public long Registrations { get; private set; }

    public bool Read() => controller.Read(number) == PinValue.High;

    public IDisposable Subscribe(Action<PinChange> onChange)
    {
        lock (_gate) _handlers += onChange;
        lock (_registering)
        {
            // A subscription that replaces another one may come because callbacks have stopped.
            Remove();
            Add();
        }

        return new Subscription(this, onChange);
    }

    /// <summary>Registers the callback again when it has not been called for this long.</summary>
    public void RegisterIfSilent(TimeSpan silence)
    {
        lock (_registering)
        {
            if (!_isRegistered || time.GetElapsedTime(Volatile.Read(ref _heardStamp)) < silence) return;
            Remove();
            Add();
            Registrations++;
        }
    }

    public void Unregister()
    {
        lock (_registering) Remove();
    }

    private void Add()
    {
        controller.RegisterCallbackForPinValueChangedEvent(number, Both, OnChange);
        _isRegistered = true;
        Volatile.Write(ref _heardStamp, time.GetTimestamp());
    }

    private void Remove()
    {
        if (_isRegistered) controller.UnregisterCallbackForPinValueChangedEvent(number, OnChange);
        _isRegistered = false;
    }

    private void OnChange(object sender, PinValueChangedEventArgs args)
    {
        var at = time.GetUtcNow();
        Volatile.Write(ref _heardStamp, time.GetTimestamp());
        lock (_gate) _handlers?.Invoke(new PinChange(args.ChangeType == PinEventTypes.Rising, at));
    }

    private sealed class Subscription(GpioPin pin, Action<PinChange> handler) : IDisposable
    {
        public void Dispose()
        {
            bool isLast;
            lock (pin._gate)
            {
                pin._handlers -= handler;
                isLast = pin._handlers is null;
            }

            if (isLast) pin.Unregister();
        }
    }
}

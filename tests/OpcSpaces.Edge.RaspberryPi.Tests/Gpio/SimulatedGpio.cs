using System.Device.Gpio;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Gpio;

/// <summary>A GPIO driver whose pins a test moves. Its callbacks can stop, as those of real drivers do after hours, until they are registered again.</summary>
public class SimulatedGpio : GpioDriver
{
    private readonly Dictionary<int, PinValue> _levels = [];
    private readonly Dictionary<int, PinChangeEventHandler?> _callbacks = [];

    /// <summary>The mode of each open pin.</summary>
    public Dictionary<int, PinMode> Modes { get; } = [];

    public PinMode? UnsupportedMode { get; set; }

    /// <summary>The callbacks that are registered now.</summary>
    public int Registered => _callbacks.Values.Sum(callbacks => callbacks?.GetInvocationList().Length ?? 0);

    /// <summary>How often a callback was registered.</summary>
    public int Registrations { get; private set; }

    public bool IsDisposed { get; private set; }

    protected override int PinCount => 54;

    /// <summary>Callbacks are registered, but nothing calls them any more.</summary>
    public void StopCallbacks() => HasStopped = true;

    private bool HasStopped { get; set; }

    public void Set(int pin, bool high)
    {
        _levels[pin] = high;
        if (!HasStopped) _callbacks.GetValueOrDefault(pin)?.Invoke(this, new PinValueChangedEventArgs(high ? PinEventTypes.Rising : PinEventTypes.Falling, pin));
    }

    protected override void OpenPin(int pinNumber)
    {
        if (pinNumber >= PinCount) throw new ArgumentException($"There is no pin {pinNumber}.", nameof(pinNumber));
        Modes[pinNumber] = PinMode.Input;
    }

    protected override void ClosePin(int pinNumber) => Modes.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode) => Modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => Modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode != UnsupportedMode;

    protected override PinValue Read(int pinNumber) => _levels.GetValueOrDefault(pinNumber);

    protected override void Write(int pinNumber, PinValue value) => throw new NotSupportedException();

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        _callbacks[pinNumber] = _callbacks.GetValueOrDefault(pinNumber) + callback;
        Registrations++;
        HasStopped = false;
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _callbacks[pinNumber] = _callbacks.GetValueOrDefault(pinNumber) - callback;

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}

using System.Device.Gpio;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.Gpio;

/// <summary>
/// Pins over <see cref="GpioController"/>, for machines without the GPIO character device. Its callbacks carry no time, so an edge is
/// dated when its callback runs. Callbacks can stop after hours (https://github.com/dotnet/iot/issues/1210). A level that the callbacks
/// missed is found within two minutes by whoever reads it; a pulse is not, because its level is back by then. So a pin without a
/// callback for a quarter of an hour registers its callback again.
/// </summary>
internal sealed partial class GpioPins : IPinController
{
    /// <summary>A pin without a callback for this long registers it again.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly GpioController _controller;
    private readonly IReadOnlyDictionary<int, PinPull> _pulls;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly List<GpioPin> _pins = [];
    private bool _disposed;

    /// <param name="controller">Belongs to the result.</param>
    /// <param name="pulls">The resistor that each pin needs; none for a pin that is not in it.</param>
    /// <param name="time">The sensing clock.</param>
    /// <param name="logger">Is told of pins without their resistor.</param>
    public GpioPins(GpioController controller, IReadOnlyDictionary<int, PinPull> pulls, TimeProvider time, ILogger logger)
    {
        (_controller, _pulls, _time, _logger) = (controller, pulls, time, logger);
        _timer = time.CreateTimer(_ => RegisterSilentOnes(), null, Look, Look);
    }

    /// <summary>How often a pin that had been silent registered its callback again.</summary>
    public long Registrations
    {
        get
        {
            lock (_gate) return _pins.Sum(pin => pin.Registrations);
        }
    }

    public IInputPin OpenInput(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        _controller.OpenPin(number, ModeOf(number));
        var pin = new GpioPin(_controller, number, _time);
        lock (_gate) _pins.Add(pin);
        return pin;
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (var pin in _pins) pin.Unregister();
        }

        _controller.Dispose();
    }

    private PinMode ModeOf(int number)
    {
        var mode = _pulls.GetValueOrDefault(number) switch
        {
            PinPull.Up => PinMode.InputPullUp,
            PinPull.Down => PinMode.InputPullDown,
            _ => PinMode.Input,
        };
        if (mode == PinMode.Input || _controller.IsPinModeSupported(number, mode)) return mode;
        NoPull(_logger, number, mode);
        return PinMode.Input;
    }

    private void RegisterSilentOnes()
    {
        lock (_gate)
        {
            if (_disposed) return;
            foreach (var pin in _pins) pin.RegisterIfSilent(Silence);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pin {Pin} has no {Mode} here: wire a resistor of 10 kΩ")]
    private static partial void NoPull(ILogger logger, int pin, PinMode mode);
}

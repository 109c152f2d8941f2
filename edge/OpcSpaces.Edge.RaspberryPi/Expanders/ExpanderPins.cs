using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.Expanders;

/// <summary>
/// The inputs of one port expander, read many times a second. A change is dated when it is read. While the expander does not answer, its
/// pins are lost (<see cref="IInputPin.IsLost"/>), so that the sensors on them are silent and not at rest.
/// </summary>
internal sealed partial class ExpanderPins : IPinController
{
    private const int GoneAfter = 5;

    private readonly Mcp23017 _chip;
    private readonly ExpanderConfig _config;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    // Guards everything below. Held while handlers run, so that they see changes one at a time and in order.
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Pin> _pins = [];
    private ushort _levels;
    private int _failures;
    private bool _isKnown, _disposed;

    /// <param name="chip">The chip.</param>
    /// <param name="config">Its pins, and how often they are read.</param>
    /// <param name="time">The sensing clock; its timers must allow slow calls.</param>
    /// <param name="logger">Is told when the expander is gone, and when it is back.</param>
    public ExpanderPins(Mcp23017 chip, ExpanderConfig config, TimeProvider time, ILogger logger)
    {
        (_chip, _config, _time, _logger) = (chip, config, time, logger);
        _timer = time.CreateTimer(_ => Poll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Period, Timeout.InfiniteTimeSpan);
    }

    // As the configuration and the check write it.
    private string Place => $"{_config.Chip} at 0x{_config.Address:X2} on {_config.Bus}";

    private TimeSpan Period => TimeSpan.FromMilliseconds(_config.PollMs);

    public IInputPin OpenInput(int number)
    {
        if (!_config.Has(number)) throw new ArgumentOutOfRangeException(nameof(number), number, $"The expander has the pins {_config.FirstPin} to {_config.FirstPin + ExpanderConfig.Inputs - 1}.");
        lock (_gate)
        {
            if (!_isKnown && !TryReadLevels(out var reason)) throw new TimeoutException($"The {Place} does not answer, so the level of pin {number} is not known: {reason}");
            return _pins[number] = new Pin(this, number);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void Poll()
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (_isKnown) ReadLevels();
            // Only now, so that calls do not pile up while a slow transfer lasts.
            _timer.Change(Period, Timeout.InfiniteTimeSpan);
        }
    }

    // Inside the gate.
    private void ReadLevels()
    {
        var before = _levels;
        if (!TryReadLevels(out _)) return;
        var now = _time.GetUtcNow();
        foreach (var pin in _pins.Values)
        {
            var bit = 1 << (pin.Number - _config.FirstPin);
            if (((before ^ _levels) & bit) != 0) pin.Tell(new PinChange((_levels & bit) != 0, now));
        }
    }

    // Inside the gate.
    private bool TryReadLevels([NotNullWhen(false)] out string? reason)
    {
        try
        {
            _levels = _chip.Read();
            if (_failures >= GoneAfter) Back(_logger, Place);
            (_isKnown, _failures) = (true, 0);
            reason = null;
            return true;
        }
        catch (IOException e)
        {
            reason = e.Message;
            if (++_failures == GoneAfter) Gone(_logger, Place, e.Message);
            return false;
        }
    }

    private bool IsGone
    {
        get
        {
            lock (_gate) return _failures >= GoneAfter;
        }
    }

    private bool Level(int number)
    {
        lock (_gate) return (_levels & (1 << (number - _config.FirstPin))) != 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Place} does not answer, and its pins are lost: {Reason}")]
    private static partial void Gone(ILogger logger, string place, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Place} answers again")]
    private static partial void Back(ILogger logger, string place);

    private sealed class Pin(ExpanderPins owner, int number) : IInputPin
    {
        private Action<PinChange>? _handlers;

        public int Number => number;

        public bool IsLost => owner.IsGone;

        public bool Read() => owner.Level(number);

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            lock (owner._gate) _handlers += onChange;
            return new Subscription(this, onChange);
        }

        public void Tell(PinChange change) => _handlers?.Invoke(change);

        private void Remove(Action<PinChange> handler)
        {
            lock (owner._gate) _handlers -= handler;
        }

        private sealed class Subscription(Pin pin, Action<PinChange> handler) : IDisposable
        {
            public void Dispose() => pin.Remove(handler);
        }
    }
}

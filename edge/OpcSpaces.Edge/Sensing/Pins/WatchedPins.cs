namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// The inputs of one gateway. Once a minute each of them is read; when the level is not the one that was last reported, the driver has
/// missed a change. What the driver knows itself, lost pins and lost changes, is passed on then. Drivers can stop reporting after hours (https://github.com/dotnet/iot/issues/1210).
/// </summary>
internal sealed class WatchedPins : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly IPinController _pins;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly List<WatchedInput> _inputs = [];
    private bool _disposed;

    public WatchedPins(IPinController pins, TimeProvider time)
    {
        (_pins, _time) = (pins, time);
        _timer = time.CreateTimer(_ => Check(), null, Period, Period);
    }

    /// <summary>Changes that the driver did not report.</summary>
    public long Missed
    {
        get
        {
            lock (_gate) return _inputs.Sum(input => input.Missed);
        }
    }

    /// <summary>Changes that the driver knows to have lost.</summary>
    public long LostChanges
    {
        get
        {
            lock (_gate) return _inputs.Sum(input => input.LostChanges);
        }
    }

    /// <summary>Is told what the driver has found out about a pin, on the thread of the timer. The time is that of the sensing clock.</summary>
    public Action<PinReport, DateTimeOffset>? OnReport { get; set; }

    public IInputPin Open(int number)
    {
        var input = new WatchedInput(_pins.OpenInput(number));
        lock (_gate) _inputs.Add(input);
        return input;
    }

    /// <summary>Stops reading and listening. The pins belong to their controller.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _disposed = true;
            foreach (var input in _inputs) input.Dispose();
        }
    }

    private void Check()
    {
        lock (_gate)
        {
            // The timer may have fired just before this was disposed, and the pins may be released now.
            if (_disposed) return;
            foreach (var input in _inputs)
            {
                // First: the check subscribes again, after which the driver may have the pin back, but does not know what it missed.
                if (input.TakeReport() is { } report) OnReport?.Invoke(report, _time.GetUtcNow());
                input.Check(_time.GetUtcNow());
            }
        }
    }
}

namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// The inputs of one gateway. Once a minute each of them is read; when the level is not the one that was last reported, the driver has
/// missed a change. Drivers can stop reporting after hours (https://github.com/dotnet/iot/issues/1210).
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
            foreach (var input in _inputs) input.Check(_time.GetUtcNow());
        }
    }
}

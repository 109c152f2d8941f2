namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// The inputs of one gateway under watch: once a minute each is read, and where its level is not the one that was last told, the
/// driver has missed a change. Drivers do stop telling, after hours (https://github.com/dotnet/iot/issues/1210).
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

    /// <summary>Changes that the driver did not tell.</summary>
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

    /// <summary>Ends the watch and the listening; the pins belong to their controller.</summary>
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
            // The timer may have been under way when this was disposed, and the pins are released.
            if (_disposed) return;
            foreach (var input in _inputs) input.Check(_time.GetUtcNow());
        }
    }
}

using Microsoft.Win32.SafeHandles;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>One input, by the line events of the kernel. When the line was lost, the next subscription requests it again.</summary>
internal sealed class LinePin : IInputPin, IDisposable
{
    private readonly ILineDevice _device;
    private readonly PinPull _pull;
    private readonly KernelTime _time;
    private readonly List<LineEvent> _events = [];

    // Held while handlers run, so that they see changes one at a time and in order.
    private readonly Lock _gate = new();
    private Action<PinChange>? _handlers;
    private SafeFileHandle _file;
    private LineEventStream _stream;
    private long _lostBefore;
    private bool _level;

    public LinePin(ILineDevice device, int number, PinPull pull, KernelTime time)
    {
        (_device, Number, _pull, _time) = (device, number, pull, time);
        _file = device.Request(number, pull);
        _stream = new LineEventStream(_file);
    }

    public int Number { get; }

    /// <summary>Called when the line was requested again: whoever waits for its file has to wait for the new one.</summary>
    public Action? OnRequested { get; set; }

    /// <summary>The line's file has ended, and nobody has requested the line again yet.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public bool IsLost
    {
        get
        {
            lock (_gate) return HasEnded;
        }
    }

    /// <summary>Edges that the kernel dropped because they were not read in time.</summary>
    public long LostChanges
    {
        get
        {
            lock (_gate) return _lostBefore + _stream.Lost;
        }
    }

    /// <summary>The number of the line's file for <c>poll</c>; null when it has ended.</summary>
    public int? PollFile
    {
        get
        {
            lock (_gate) return HasEnded || _file.IsClosed ? null : (int)_file.DangerousGetHandle();
        }
    }

    public bool Read()
    {
        lock (_gate)
        {
            // After its end the last level stands.
            if (!HasEnded) _level = _device.ReadLevel(_file);
            return _level;
        }
    }

    public IDisposable Subscribe(Action<PinChange> onChange)
    {
        lock (_gate)
        {
            if (HasEnded) RequestAgain();
            _handlers += onChange;
        }

        return new Subscription(this, onChange);
    }

    /// <summary>Reads the events that have come, and tells the handlers. False when the line is gone. Called by one thread at a time.</summary>
    public bool ReadEvents()
    {
        lock (_gate)
        {
            if (HasEnded || _file.IsClosed) return false;
            _events.Clear();
            // Until the read has succeeded. It is not set after the gate is left: somebody may have requested the line again by then.
            HasEnded = true;
            HasEnded = !_stream.Read(_events);
            foreach (var edge in _events)
            {
                _level = edge.Rising;
                _handlers?.Invoke(new PinChange(edge.Rising, _time.Of(edge.TimestampNanoseconds)));
            }

            return !HasEnded;
        }
    }

    /// <summary>The line's file has ended without a last read.</summary>
    public void End()
    {
        lock (_gate) HasEnded = true;
    }

    public void Dispose()
    {
        lock (_gate) _file.Dispose();
    }

    // Inside the gate.
    private void RequestAgain()
    {
        // The kernel gives a line once.
        _file.Dispose();
        try
        {
            _file = _device.Request(Number, _pull);
        }
        catch (IOException)
        {
            // The pin stays lost, which its sensors show. The next subscription tries again.
            return;
        }

        _lostBefore += _stream.Lost;
        _stream = new LineEventStream(_file);
        HasEnded = false;
        OnRequested?.Invoke();
    }

    private sealed class Subscription(LinePin pin, Action<PinChange> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (pin._gate) pin._handlers -= handler;
        }
    }
}

using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.RaspberryPi.Kernel;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>
/// Pins by the line events of the GPIO character device: the kernel stamps each edge in its interrupt and keeps it until it is read,
/// so a busy machine delivers edges late, but with their own times. One thread waits for all lines.
/// </summary>
internal sealed partial class LinePins : IPinController
{
    private readonly ILineDevice _device;
    private readonly IReadOnlyDictionary<int, PinPull> _pulls;
    private readonly KernelTime _time;
    private readonly ILogger _logger;
    private readonly Wait _wait;
    private readonly AnonymousPipeServerStream _wake = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _woken;
    private readonly Thread _thread;

    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly List<LinePin> _pins = [];
    private bool _disposed;

    // Set once by the thread. Not guarded, because pins read it inside their own gates.
    private volatile bool _hasStopped;

    /// <param name="device">The character device; belongs to the result.</param>
    /// <param name="pulls">The resistor that each pin needs; none for a pin that is not in it.</param>
    /// <param name="time">The sensing clock.</param>
    /// <param name="logger">Is told of lines that are lost.</param>
    /// <param name="wait">Waits for the lines; null for the kernel's <c>poll</c>.</param>
    public LinePins(ILineDevice device, IReadOnlyDictionary<int, PinPull> pulls, TimeProvider time, ILogger logger, Wait? wait = null)
    {
        (_device, _pulls, _time, _logger, _wait) = (device, pulls, new KernelTime(time), logger, wait ?? LibC.Poll);
        _woken = new AnonymousPipeClientStream(PipeDirection.In, _wake.ClientSafePipeHandle);
        _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "gpio" };
        _thread.Start();
    }

    /// <summary>As <see cref="LibC.Poll(Span{LibC.PollFile})"/>.</summary>
    internal delegate void Wait(Span<LibC.PollFile> files);

    /// <summary>Edges that the kernel dropped because they were not read in time.</summary>
    public long Lost
    {
        get
        {
            lock (_gate) return _pins.Sum(pin => pin.LostChanges);
        }
    }

    public IInputPin OpenInput(int number)
    {
        if (number < 0 || number >= _device.Lines) throw new ArgumentOutOfRangeException(nameof(number), number, $"{_device.Path} has the lines 0 to {_device.Lines - 1}.");
        LinePin pin;
        try
        {
            pin = new LinePin(_device, number, _pulls.GetValueOrDefault(number), _time);
            pin.OnRequested = () => OnRequested(pin);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"{e.Message} (another program or a device-tree overlay may use it)", e);
        }

        lock (_gate) _pins.Add(pin);
        OnRequested(pin);
        return pin;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        Wake();
        _thread.Join();
        foreach (var pin in _pins) pin.Dispose();
        _woken.Dispose();
        _wake.Dispose();
        _device.Dispose();
    }

    // Nobody reads a line after the thread has stopped, so its pin stays lost.
    private void OnRequested(LinePin pin)
    {
        if (_hasStopped) pin.End();
        else Wake();
    }

    private void Wake() => _wake.WriteByte(0);

    private void Run()
    {
        while (true)
        {
            LinePin[] pins;
            lock (_gate)
            {
                if (_disposed) return;
                pins = [.. _pins.Where(pin => pin.PollFile is not null)];
            }

            try
            {
                ReadReady(pins);
            }
            catch (IOException e)
            {
                if (!GoesOnAfter(e, pins)) return;
            }
        }
    }

    // The pins are lost until their next subscription, within a minute; so a fault that stays is met once a minute and not all the time.
    private bool GoesOnAfter(IOException e, LinePin[] pins)
    {
        _hasStopped = pins.Length == 0;
        lock (_gate)
        {
            foreach (var pin in _pins.Where(pin => _hasStopped || pins.Contains(pin))) pin.End();
        }

        var numbers = string.Join(", ", pins.Select(pin => pin.Number));
        if (_hasStopped) WaitingStopped(_logger, e.Message);
        else WaitingFailed(_logger, e.Message, numbers);
        return !_hasStopped;
    }

    private void ReadReady(LinePin[] pins)
    {
        var files = new LibC.PollFile[pins.Length + 1];
        files[0] = new LibC.PollFile { File = (int)_woken.SafePipeHandle.DangerousGetHandle(), Events = LibC.PollIn };
        for (var i = 0; i < pins.Length; i++) files[i + 1] = new LibC.PollFile { File = pins[i].PollFile ?? -1, Events = LibC.PollIn };
        _wait(files);
        if (files[0].Found != 0) _woken.ReadByte();
        for (var i = 0; i < pins.Length; i++)
        {
            var found = files[i + 1].Found;
            if (found != 0) ReadPin(pins[i], found);
        }
    }

    private void ReadPin(LinePin pin, short found)
    {
        try
        {
            var lost = pin.LostChanges;
            if ((found & LibC.PollIn) == 0) pin.End();
            var goesOn = pin.ReadEvents();
            if (pin.LostChanges > lost) EdgesLost(_logger, pin.LostChanges - lost, pin.Number);
            if (!goesOn) LineEnded(_logger, pin.Number, "the line was released");
        }
        catch (IOException e)
        {
            LineEnded(_logger, pin.Number, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The kernel dropped {Count} edges of pin {Pin}, because they were not read in time")]
    private static partial void EdgesLost(ILogger logger, long count, int pin);

    [LoggerMessage(Level = LogLevel.Error, Message = "Waiting for edges failed: {Reason}. Lost, and requested again within a minute: pin {Pins}")]
    private static partial void WaitingFailed(ILogger logger, string reason, string pins);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The kernel does not wait for events at all: {Reason}. All pins are lost: restart the agent")]
    private static partial void WaitingStopped(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The kernel ended the events of pin {Pin}: {Reason}. It is requested again within a minute")]
    private static partial void LineEnded(ILogger logger, int pin, string reason);
}

using Microsoft.Win32.SafeHandles;
using OpcSpaces.Edge.RaspberryPi.Kernel;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>
/// Reads the events of one requested line. The kernel delivers whole events and, when its buffer is full, drops the oldest; gaps in
/// the line's sequence are counted. Used by one thread at a time.
/// </summary>
internal sealed class LineEventStream(SafeFileHandle file)
{
    private const int MostAtOnce = 64;

    private readonly byte[] _buffer = new byte[MostAtOnce * LineEvent.Size];
    private int _filled;
    private uint _last;

    /// <summary>Events that the kernel dropped.</summary>
    public long Lost { get; private set; }

    /// <summary>Events of an unknown kind, which are left out.</summary>
    public long Unknown { get; private set; }

    /// <summary>Adds the events that have come; waits until there is something to read. False at the end of the stream, when the line is gone.</summary>
    public bool Read(List<LineEvent> events)
    {
        var count = LibC.Read(file, _buffer.AsSpan(_filled));
        if (count == 0) return false;
        _filled += count;
        var used = 0;
        for (; _filled - used >= LineEvent.Size; used += LineEvent.Size) Take(_buffer.AsSpan(used, LineEvent.Size), events);
        // A pipe, unlike the kernel, may end a read in the middle of an event.
        _buffer.AsSpan(used, _filled - used).CopyTo(_buffer);
        _filled -= used;
        return true;
    }

    private void Take(ReadOnlySpan<byte> bytes, List<LineEvent> events)
    {
        var isKnown = LineEvent.TryParse(bytes, out var edge);
        // The sequence may pass its end and begin with 0.
        Lost += unchecked(edge.LineSequence - _last - 1);
        _last = edge.LineSequence;
        if (isKnown) events.Add(edge);
        else Unknown++;
    }
}

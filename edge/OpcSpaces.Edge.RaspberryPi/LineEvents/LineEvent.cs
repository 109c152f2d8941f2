using System.Runtime.InteropServices;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>
/// One edge as the kernel reports it: <c>struct gpio_v2_line_event</c>, 48 bytes in the order of the machine. Both sequences begin
/// with 1 and count what the kernel dropped as well.
/// </summary>
/// <param name="TimestampNanoseconds">When the interrupt came, by CLOCK_MONOTONIC, in ns.</param>
/// <param name="Rising">The line went high.</param>
/// <param name="Line">The line.</param>
/// <param name="Sequence">Number of the event among all lines of the request.</param>
/// <param name="LineSequence">Number of the event of this line.</param>
internal readonly record struct LineEvent(long TimestampNanoseconds, bool Rising, uint Line, uint Sequence, uint LineSequence)
{
    public const int Size = 48;

    private const uint RisingEdge = 1;
    private const uint FallingEdge = 2;

    /// <summary>Reads one event; false for a kind of event that this version does not know.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out LineEvent parsed)
    {
        var id = MemoryMarshal.Read<uint>(bytes[8..]);
        parsed = new LineEvent(
            (long)MemoryMarshal.Read<ulong>(bytes),
            id == RisingEdge,
            MemoryMarshal.Read<uint>(bytes[12..]),
            MemoryMarshal.Read<uint>(bytes[16..]),
            MemoryMarshal.Read<uint>(bytes[20..]));
        return id is RisingEdge or FallingEdge;
    }
}

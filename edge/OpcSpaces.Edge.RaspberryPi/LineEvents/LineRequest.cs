using System.Runtime.InteropServices;
using System.Text;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>
/// The structures of the GPIO character device, second version, as bytes in the order of the machine
/// (https://www.kernel.org/doc/html/latest/userspace-api/gpio/chardev.html, include/uapi/linux/gpio.h).
/// </summary>
internal static class LineRequest
{
    /// <summary><c>GPIO_GET_CHIPINFO_IOCTL</c> and the size of <c>struct gpiochip_info</c>.</summary>
    public const uint ChipInfo = 0x8044B401;
    public const int ChipInfoSize = 68;

    /// <summary><c>GPIO_V2_GET_LINE_IOCTL</c> and the size of <c>struct gpio_v2_line_request</c>.</summary>
    public const uint GetLine = 0xC250B407;
    public const int Size = 592;

    /// <summary><c>GPIO_V2_LINE_GET_VALUES_IOCTL</c> and the size of <c>struct gpio_v2_line_values</c>.</summary>
    public const uint GetValues = 0xC010B40E;
    public const int ValuesSize = 16;

    // The kernel keeps this many events of a line for us: 15 Wiegand frames, or ten seconds of pulses at 50 a second with both edges.
    internal const uint BufferedEvents = 1024;

    private const int ConsumerAt = 256;
    private const int ConsumerSize = 32;
    private const int FlagsAt = 288;
    private const int LinesAt = 560;
    private const int BufferAt = 564;
    private const int FileAt = 588;

    private const ulong Input = 1 << 2;
    private const ulong RisingEdge = 1 << 4;
    private const ulong FallingEdge = 1 << 5;
    private const ulong PullUp = 1 << 8;
    private const ulong PullDown = 1 << 9;
    private const ulong NoPull = 1 << 10;

    /// <summary>The request for one line as an input with both edges. Its events carry CLOCK_MONOTONIC, because no flag asks for another clock.</summary>
    public static byte[] Of(int line, PinPull pull)
    {
        var request = new byte[Size];
        Write(request, 0, (uint)line);
        Encoding.ASCII.GetBytes("opcspaces-gateway").CopyTo(request.AsSpan(ConsumerAt, ConsumerSize));
        var flags = Input | RisingEdge | FallingEdge | pull switch
        {
            PinPull.Up => PullUp,
            PinPull.Down => PullDown,
            _ => NoPull,
        };
        MemoryMarshal.Write(request.AsSpan(FlagsAt), flags);
        Write(request, LinesAt, 1);
        Write(request, BufferAt, BufferedEvents);
        return request;
    }

    /// <summary>The file of the line, which the kernel has written into the request.</summary>
    public static int FileOf(ReadOnlySpan<byte> answered) => MemoryMarshal.Read<int>(answered[FileAt..]);

    private static void Write(Span<byte> request, int at, uint value) => MemoryMarshal.Write(request[at..], value);
}

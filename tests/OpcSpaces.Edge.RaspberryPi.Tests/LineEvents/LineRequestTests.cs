using System.Runtime.InteropServices;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>The bytes of the requests against structures that are laid out by the compiler as the kernel's header says.</summary>
public sealed class LineRequestTests
{
    [Fact]
    public void The_sizes_are_those_of_the_header()
    {
        Assert.Equal(LineRequest.Size, Marshal.SizeOf<Request>());
        Assert.Equal(LineRequest.GetLine, Ioctl(read: true, write: true, 0x07, LineRequest.Size));
        Assert.Equal(LineRequest.GetValues, Ioctl(read: true, write: true, 0x0E, LineRequest.ValuesSize));
        Assert.Equal(LineRequest.ChipInfo, Ioctl(read: true, write: false, 0x01, LineRequest.ChipInfoSize));
    }

    [Theory]
    [InlineData(PinPull.Up, 1 << 8)]
    [InlineData(PinPull.Down, 1 << 9)]
    [InlineData(PinPull.None, 1 << 10)]
    public void A_line_is_requested_as_an_input_with_both_edges_and_its_resistor(PinPull pull, ulong flag)
    {
        var request = MemoryMarshal.Read<Request>(LineRequest.Of(17, pull));
        // Input, rising, falling; the flags of the clocks are not set, so events carry CLOCK_MONOTONIC.
        Assert.Equal(((ulong)((1 << 2) | (1 << 4) | (1 << 5)) | flag, 17u, 1u, 1024u), (request.Flags, request.Offsets[0], request.Lines, request.Buffer));
        Assert.Equal(((byte)'o', 0u, 0), (request.Consumer[0], request.Attributes, request.File));
    }

    [Fact]
    public void The_file_of_the_line_is_read_from_the_answer()
    {
        var answer = new Request { File = 42 };
        Assert.Equal(42, LineRequest.FileOf(MemoryMarshal.AsBytes(new ReadOnlySpan<Request>(in answer))));
    }

    // _IOC: direction (write 1, read 2), size, type 0xB4, number.
    private static uint Ioctl(bool read, bool write, uint number, int size) => ((read ? 2u : 0) | (write ? 1u : 0)) << 30 | (uint)size << 16 | 0xB4u << 8 | number;

    // struct gpio_v2_line_request with struct gpio_v2_line_config in it; ten attributes of 24 bytes each.
    [StructLayout(LayoutKind.Sequential)]
    private struct Request
    {
        public Words64 Offsets;
        public Bytes32 Consumer;
        public ulong Flags;
        public uint Attributes;
        public Words5 ConfigPadding;
        public Bytes240 AttributeList;
        public uint Lines;
        public uint Buffer;
        public Words5 Padding;
        public int File;
    }

    [System.Runtime.CompilerServices.InlineArray(64)]
    private struct Words64
    {
        private uint _word;
    }

    [System.Runtime.CompilerServices.InlineArray(5)]
    private struct Words5
    {
        private uint _word;
    }

    [System.Runtime.CompilerServices.InlineArray(32)]
    private struct Bytes32
    {
        private byte _byte;
    }

    [System.Runtime.CompilerServices.InlineArray(240)]
    private struct Bytes240
    {
        private byte _byte;
    }
}

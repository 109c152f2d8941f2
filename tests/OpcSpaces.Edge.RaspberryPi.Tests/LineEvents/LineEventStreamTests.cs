using Microsoft.Win32.SafeHandles;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>The kernel's events from a file: parsing, order, pieces, gaps, and the end.</summary>
public sealed class LineEventStreamTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("gpio");
    private SafeFileHandle? _file;

    public void Dispose()
    {
        _file?.Dispose();
        _directory.Dispose();
    }

    private LineEventStream Open(params byte[][] events)
    {
        var path = _directory.File("events");
        File.WriteAllBytes(path, [.. events.SelectMany(bytes => bytes)]);
        _file = File.OpenHandle(path);
        return new LineEventStream(_file);
    }

    [Fact]
    public void An_event_of_the_kernels_header_is_read()
    {
        // timestamp_ns, id, offset, seqno, line_seqno, padding: in the order of a little-endian machine.
        var bytes = Convert.FromHexString("15CD5B0700000000" + "01000000" + "11000000" + "0A000000" + "07000000" + new string('0', 48));
        Assert.Equal(LineEvent.Size, bytes.Length);
        Assert.True(LineEvent.TryParse(bytes, out var edge));
        Assert.Equal(new LineEvent(123_456_789, Rising: true, Line: 17, Sequence: 10, LineSequence: 7), edge);
    }

    [Fact]
    public void Events_keep_their_order()
    {
        var stream = Open([.. Enumerable.Range(1, 60).Select(i => FakeLineDevice.Bytes(i * 1000, i % 2 == 1 ? 1u : 2u, 4, (uint)i))]);
        var events = new List<LineEvent>();
        Assert.True(stream.Read(events));
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (i * 1000L, i % 2 == 1)), events.Select(edge => (edge.TimestampNanoseconds, edge.Rising)));
        Assert.Equal(0, stream.Lost);
    }

    [Theory]
    [InlineData(2, 1, 2, 5)]
    [InlineData(4, 5)]
    [InlineData(0, 1, 2, 3)]
    public void Events_that_the_kernel_dropped_are_counted(int lost, params int[] sequences)
    {
        var stream = Open([.. sequences.Select(sequence => FakeLineDevice.Bytes(sequence, 1, 4, (uint)sequence))]);
        var events = new List<LineEvent>();
        stream.Read(events);
        Assert.Equal((lost, sequences.Length), ((int)stream.Lost, events.Count));
    }

    [Fact]
    public void A_sequence_that_passes_its_end_is_no_gap()
    {
        var stream = Open(FakeLineDevice.Bytes(1, 1, 4, uint.MaxValue), FakeLineDevice.Bytes(2, 2, 4, 0), FakeLineDevice.Bytes(3, 1, 4, 1));
        stream.Read([]);
        Assert.Equal(uint.MaxValue - 1, stream.Lost);
    }

    [Fact]
    public void An_event_of_an_unknown_kind_is_left_out_and_is_no_gap()
    {
        var stream = Open(FakeLineDevice.Bytes(1, 1, 4, 1), FakeLineDevice.Bytes(2, 9, 4, 2), FakeLineDevice.Bytes(3, 2, 4, 3));
        var events = new List<LineEvent>();
        stream.Read(events);
        Assert.Equal([1L, 3L], events.Select(edge => edge.TimestampNanoseconds));
        Assert.Equal((1, 0), (stream.Unknown, stream.Lost));
    }

    [Fact]
    public void The_end_of_the_stream_is_said() => Assert.False(Open().Read([]));
}

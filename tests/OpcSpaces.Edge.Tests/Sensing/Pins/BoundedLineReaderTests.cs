using System.Text;
using OpcSpaces.Edge.Sensing.Pins.Signals;

namespace OpcSpaces.Edge.Tests.Sensing.Pins;

/// <summary>Lines from another process: in pieces, too long, and without an end.</summary>
public sealed class BoundedLineReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Lines_are_read_in_pieces_of_any_size(int piece)
    {
        var reader = new BoundedLineReader(new Pieces("one\n\nthree\r\n12345678\nrest", piece), most: 8);
        Assert.Equal(["one", "", "three", "12345678", null], Enumerable.Range(0, 5).Select(_ => reader.ReadLine()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_line_that_is_too_long_is_refused(int piece)
    {
        var reader = new BoundedLineReader(new Pieces("one\n123456789\n", piece), most: 8);
        Assert.Equal("one", reader.ReadLine());
        Assert.Contains("longer than 8 bytes", Assert.Throws<InvalidDataException>(reader.ReadLine).Message, StringComparison.Ordinal);
    }

    private sealed class Pieces(string text, int size) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);
    }
}

using OpcSpaces.Storage.Series.Influx.Http;

namespace OpcSpaces.Storage.Tests.Series.Influx.Http;

public sealed class BoundedBodyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    public async Task A_body_within_the_limit_is_read_whole(int bytes) =>
        Assert.Equal(bytes, (await BoundedBody.ReadWholeAsync(new StreamContent(new MemoryStream(new byte[bytes])), 100_000, default)).Length);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_larger_body_is_refused_whether_or_not_its_length_is_known(bool isKnown)
    {
        using HttpContent content = isKnown ? new ByteArrayContent(new byte[100_001]) : new StreamContent(new UnknownLength(new byte[100_001]));
        await Assert.ThrowsAsync<BodyTooLargeException>(() => BoundedBody.ReadWholeAsync(content, 100_000, default));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(100_000, 100)]
    public async Task Only_the_beginning_is_read_where_that_is_enough(int bytes, int read)
    {
        using var stream = new MemoryStream(new byte[bytes]);
        Assert.Equal(read, (await BoundedBody.ReadBeginningAsync(new StreamContent(stream, bufferSize: 10), 100, default)).Length);
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>Reads the body of an answer with a limit: a server may send one without an end.</summary>
internal static class BoundedBody
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>The first bytes, at most <paramref name="most"/>. The rest is not read; the connection is then closed with the answer.</summary>
    public static async Task<byte[]> ReadBeginningAsync(HttpContent content, int most, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[most];
        return bytes[..await stream.ReadAtLeastAsync(bytes, most, throwOnEndOfStream: false, cancellation)];
    }

    /// <summary>The whole body.</summary>
    /// <exception cref="BodyTooLargeException">It has more than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadWholeAsync(HttpContent content, int most, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > most)
            throw new BodyTooLargeException(most);
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var whole = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (await stream.ReadAsync(chunk, cancellation) is > 0 and var read)
        {
            if (whole.Length + read > most)
                throw new BodyTooLargeException(most);
            whole.Write(chunk.AsSpan(0, read));
        }

        return whole.ToArray();
    }
}

/// <summary>The server answers with more bytes than any answer has.</summary>
internal sealed class BodyTooLargeException(int most) : Exception($"an answer of more than {most / (1024 * 1024)} MB");

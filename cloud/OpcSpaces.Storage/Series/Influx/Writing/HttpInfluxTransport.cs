using System.IO.Compression;
using System.Net.Http.Headers;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Writes line protocol over HttpClient (writer=own, the default), to both APIs.</summary>
internal sealed class HttpInfluxTransport(InfluxOptions options, InfluxHttp http) : IInfluxTransport
{
    private static readonly MediaTypeHeaderValue PlainText = new("text/plain", "utf-8");

    private readonly string _writePath = options.Api == InfluxApi.V1
        ? $"/write?db={Uri.EscapeDataString(options.Database)}&precision=ns"
        : $"/api/v2/write?org={Uri.EscapeDataString(options.Organization)}&bucket={Uri.EscapeDataString(options.Database)}&precision=ns";

    private readonly bool _compresses = InfluxHttp.Compresses(options);

    public async Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        using HttpContent content = _compresses ? Compress(lines) : new ReadOnlyMemoryContent(lines);
        content.Headers.ContentType = PlainText;
        return InfluxHttp.JudgeWrite(await http.SendAsync(HttpMethod.Post, _writePath, content, cancellation));
    }

    private static ByteArrayContent Compress(ReadOnlyMemory<byte> lines)
    {
        using var compressed = new MemoryStream(lines.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(lines.Span);
        var content = new ByteArrayContent(compressed.GetBuffer(), 0, (int)compressed.Length);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}

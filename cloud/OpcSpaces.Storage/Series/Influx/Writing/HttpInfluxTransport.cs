using System.IO.Compression;
using System.Net.Http.Headers;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Reading;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Line protocol straight over HttpClient.</summary>
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
        return InfluxHttp.Judge(await http.SendAsync(HttpMethod.Post, _writePath, content, cancellation));
    }

    public async Task<InfluxAnswer> PrepareDatabaseAsync(CancellationToken cancellation)
    {
        if (options.Api != InfluxApi.V1)
            return InfluxAnswer.Taken; // a bucket belongs to an organisation and has a retention: a person makes it
        using var content = new FormUrlEncodedContent(
            [new("q", $"CREATE DATABASE {InfluxQlText.Identifier(options.Database)}")]);
        return InfluxHttp.Judge(await http.SendAsync(HttpMethod.Post, "/query", content, cancellation));
    }

    public async Task<bool> PingAsync(CancellationToken cancellation)
    {
        // 1.x and VictoriaMetrics know both, 2.x both, 3.x both but may ask for a token on the first.
        foreach (var path in (string[])["/ping", "/health"])
        {
            var reply = await http.SendAsync(HttpMethod.Get, path, content: null, cancellation);
            if (reply.IsSuccess)
                return true;
        }
        return false;
    }

    public void Dispose() => http.Dispose();

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

using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpcSpaces.Storage.Series.Influx.Reading;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Servers;

/// <summary>
/// The second API in front of a real InfluxDB 1.6, which does not have it: a bucket is a database, writes and InfluxQL queries are passed
/// on as they are. So the client's lines are stored and judged by a real engine.
/// </summary>
internal sealed class SecondApiFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly InfluxServer _influx;
    private readonly HttpClient _http = new();

    private SecondApiFront(WebApplication app, InfluxServer influx, string url) => (_app, _influx, Url) = (app, influx, url);

    public string Url { get; }

    /// <summary>Bodies of the requests that created a bucket.</summary>
    public ConcurrentQueue<string> Created { get; } = [];

    public static async Task<SecondApiFront> StartAsync(InfluxServer influx)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = FreePort.Next();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var front = new SecondApiFront(builder.Build(), influx, $"http://127.0.0.1:{port}");
        front._app.Run(front.AnswerAsync);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        return (request.Method, request.Path.Value) switch
        {
            ("POST", "/api/v2/write") => PassOnAsync(context, $"/write?db={Uri.EscapeDataString(request.Query["bucket"]!)}&precision=ns"),
            ("GET", "/query" or "/ping") => PassOnAsync(context, $"{request.Path}{request.QueryString}"),
            ("GET", "/api/v2/buckets") => FindBucketAsync(context),
            ("POST", "/api/v2/buckets") => CreateBucketAsync(context),
            ("GET", "/api/v2/orgs") => WriteJsonAsync(context, """{"orgs":[{"id":"o1","name":"opc"}]}"""),
            _ => WriteJsonAsync(context, """{"code":"not found","message":"path not found"}""", 404),
        };
    }

    private async Task FindBucketAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        var databases = await _influx.QueryAsync("SHOW DATABASES");
        var isThere = databases.Contains(JsonSerializer.Serialize(name, JsonSerializerOptions.Web).Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        await WriteJsonAsync(
            context, isThere ? $$"""{"buckets":[{"id":"b1","orgID":"o1","name":{{JsonSerializer.Serialize(name)}},"retentionRules":[]}]}""" : """{"buckets":[]}""");
    }

    private async Task CreateBucketAsync(HttpContext context)
    {
        using var reader = new StreamReader(await BodyAsync(context.Request));
        var body = await reader.ReadToEndAsync();
        Created.Enqueue(body);
        var name = JsonDocument.Parse(body).RootElement.GetProperty("name").GetString()!;
        await _influx.QueryAsync($"CREATE DATABASE {InfluxQlText.Identifier(name)}");
        await WriteJsonAsync(context, $$"""{"id":"b1","orgID":"o1","name":{{JsonSerializer.Serialize(name)}},"retentionRules":[]}""", 201);
    }

    private async Task PassOnAsync(HttpContext context, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_influx.Url, path));
        // On a connection of its own: one that is kept may be closed by the server at the moment at which it is used again, and a write is not sent twice.
        request.Headers.ConnectionClose = true;
        if (context.Request.Method == "POST")
            request.Content = new StreamContent(await BodyAsync(context.Request));
        using var answer = await _http.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    // To its very end, which decompression does not read: what is left of a body when the answer is complete ends the connection of the client sooner or later, and its next request with it.
    private static async Task<Stream> BodyAsync(HttpRequest request)
    {
        var whole = new MemoryStream();
        await request.Body.CopyToAsync(whole);
        whole.Position = 0;
        return request.Headers.ContentEncoding == "gzip" ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static async Task WriteJsonAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }
}

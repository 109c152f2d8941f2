using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Servers;

/// <summary>
/// An InfluxDB that fails on demand: scripted answers come first, each once; then every line is taken but for those that
/// <see cref="IsBad"/> names, for which the whole request is answered 400, as InfluxDB does with partial writes.
/// </summary>
internal sealed class FakeInflux : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _lines = [];

    private FakeInflux(WebApplication app, Uri url) => (_app, Url) = (app, url.ToString().TrimEnd('/'));

    public string Url { get; }

    /// <summary>Answers to the next writes.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Script { get; } = [];

    public Predicate<string> IsBad { get; set; } = _ => false;

    /// <summary>The words of the answer 400.</summary>
    public string Refusal { get; set; } = "field type conflict";

    /// <summary>Whether the good lines of a request with bad ones are taken.</summary>
    public bool TakesTheRest { get; set; } = true;

    /// <summary>Writes of one line that only ask whether anything is taken; such lines are not among <see cref="Lines"/>.</summary>
    public int Probes { get; private set; }

    /// <summary>More lines than this in a request are answered 413.</summary>
    public int MostLines { get; set; } = int.MaxValue;

    /// <summary>JSON or CSV bodies of other requests than writes, by path; the others get an empty body.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new(
        [new("/api/v2/buckets", """{"buckets":[{"id":"b1","orgID":"o1","name":"opcspaces","retentionRules":[]}]}""")]);

    /// <summary>What was asked, in order: method, path and query, then the headers Authorization and Content-Encoding.</summary>
    public ConcurrentQueue<(string Request, string Authorization, string Encoding)> Requests { get; } = [];

    public int Writes => Requests.Count(request => request.Request.Contains("write", StringComparison.Ordinal));

    /// <summary>What was taken: one line per (series and fields, time).</summary>
    public ICollection<string> Lines => _lines.Values;

    public static async Task<FakeInflux> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = FreePort.Next();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var fake = new FakeInflux(app, new Uri($"http://127.0.0.1:{port}"));
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>An answer without lines being taken.</summary>
    public static Func<HttpContext, Task> Status(int status, string text = "", string? retryAfter = null) => async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(text);
    };

    /// <summary>The time at the end of a line.</summary>
    public static long TimeNs(string line) => long.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);

    /// <summary>An answer whose body ends only when the client closes the connection.</summary>
    public static Func<HttpContext, Task> Endless(int status) => async context =>
    {
        context.Response.StatusCode = status;
        var chunk = new byte[1 << 16];
        Array.Fill(chunk, (byte)'x');
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                await Task.Yield();
            }
        }
        catch (OperationCanceledException)
        {
            // the client has left
        }
    };

    /// <summary>No answer until the client gives up.</summary>
    public static async Task SilenceAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.Register(gone.SetResult))
            await gone.Task;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        Requests.Enqueue((
            $"{request.Method} {request.Path}{request.QueryString}", request.Headers.Authorization.ToString(), request.Headers.ContentEncoding.ToString()));
        if (!request.Path.ToString().EndsWith("write", StringComparison.Ordinal))
        {
            var body = Answers.GetValueOrDefault(request.Path.ToString(), "");
            context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/csv";
            await context.Response.WriteAsync(body);
            return;
        }
        if (Script.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }
        await TakeAsync(context);
    }

    private static bool IsProbe(string line) => line.StartsWith("opcspaces_probe ", StringComparison.Ordinal);

    private async Task TakeAsync(HttpContext context)
    {
        var isCompressed = context.Request.Headers.ContentEncoding == "gzip";
        await using var body = isCompressed ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var reader = new StreamReader(body);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Probes += lines.Count(IsProbe);
        if (lines.Length > MostLines)
        {
            context.Response.StatusCode = 413;
            return;
        }
        var bad = lines.Where(line => IsBad(line)).ToArray();
        if (bad.Length == 0 || TakesTheRest)
        {
            foreach (var line in lines.Except(bad).Where(line => !IsProbe(line)))
                _lines[line] = line;
        }
        context.Response.StatusCode = bad.Length == 0 ? 204 : 400;
        if (bad.Length > 0)
            await context.Response.WriteAsync($$"""{"error":"partial write: {{Refusal}} dropped={{bad.Length}}"}""");
    }
}

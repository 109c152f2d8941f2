using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Influx;

/// <summary>Stands before a real InfluxDB and answers in its place as the test wants.</summary>
internal sealed class FaultyFront : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly HttpClient _server;
    private readonly string _refusedPoint;
    private readonly ConcurrentDictionary<FrontMode, int> _asked = [];
    private TaskCompletionSource _change = new();
    private volatile FrontMode _mode;

    private FaultyFront(Uri server, string refusedPoint)
    {
        (_server, _refusedPoint) = (new HttpClient { BaseAddress = server }, refusedPoint);
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url.ToString());
        _web = builder.Build();
        _web.Run(AnswerAsync);
    }

    public Uri Url { get; }

    public FrontMode Mode
    {
        get => _mode;
        set
        {
            _mode = value;
            Interlocked.Exchange(ref _change, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <param name="server">The InfluxDB.</param>
    /// <param name="refusedPoint">The tag value of <see cref="FrontMode.RefusePoint"/>.</param>
    public static async Task<FaultyFront> StartAsync(Uri server, string refusedPoint)
    {
        var front = new FaultyFront(server, refusedPoint);
        await front._web.StartAsync();
        return front;
    }

    /// <summary>Requests that met this mode.</summary>
    public int Asked(FrontMode mode) => _asked.GetValueOrDefault(mode);

    public async ValueTask DisposeAsync()
    {
        Mode = FrontMode.ServerError;
        await _web.DisposeAsync();
        _server.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (mode, change) = (_mode, _change.Task);
        _asked.AddOrUpdate(mode, 1, (_, count) => count + 1);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        switch (mode)
        {
            case FrontMode.ServerError:
                await WriteAsync(context.Response, 500, "{\"error\":\"engine: out of sorts\"}"u8.ToArray());
                break;
            case FrontMode.TooMany:
                context.Response.Headers.RetryAfter = "1";
                await WriteAsync(context.Response, 429, "{\"error\":\"too many requests\"}"u8.ToArray());
                break;
            case FrontMode.Unauthorized:
                await WriteAsync(context.Response, 401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}"u8.ToArray());
                break;
            case FrontMode.Silence:
                await change;
                context.Abort();
                break;
            case FrontMode.RefusePoint when Encoding.UTF8.GetString(body.ToArray()).Contains($"point={_refusedPoint},", StringComparison.Ordinal):
                await WriteAsync(context.Response, 400, "{\"error\":\"partial write: field type conflict\"}"u8.ToArray());
                break;
            default:
                await ForwardAsync(context, body.ToArray());
                break;
        }
    }

    private async Task ForwardAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString.Value);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            if (context.Request.Headers.ContentEncoding.Count > 0) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", (string?)context.Request.Headers.ContentEncoding);
        }

        try
        {
            using var answer = await _server.SendAsync(request);
            await WriteAsync(context.Response, (int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
        }
        catch (HttpRequestException)
        {
            // InfluxDB is gone; who asks learns it as without a front.
            context.Abort();
        }
    }

    private static async Task WriteAsync(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        if (body.Length > 0) await response.Body.WriteAsync(body);
    }
}

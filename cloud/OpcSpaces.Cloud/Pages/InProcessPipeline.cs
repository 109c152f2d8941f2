using Microsoft.AspNetCore.Http.Features;

namespace OpcSpaces.Cloud.Pages;

/// <summary>The host's own pipeline, for requests that come from no network: all checks that stand in it are made for them too. Thread-safe once the host is built.</summary>
internal sealed class InProcessPipeline(IServiceScopeFactory scopes)
{
    private RequestDelegate? _whole;

    /// <summary>Takes everything that follows. Once, when the host is built.</summary>
    public void Take(RequestDelegate whole) => _whole = whole;

    /// <summary>Runs a request to its end.</summary>
    /// <param name="prepare">Writes the request.</param>
    /// <param name="cancellationToken">Aborts the request.</param>
    /// <returns>Its status, its headers and the bytes of its body.</returns>
    public async Task<(int Status, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)> RunAsync(Action<HttpContext> prepare, CancellationToken cancellationToken)
    {
        var run = _whole ?? throw new InvalidOperationException("The host is not built.");
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        http.Request.Protocol = HttpProtocol.Http11;
        prepare(http);
        await run(http);
        await http.Response.CompleteAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return (http.Response.StatusCode, http.Response.Headers, body.ToArray());
    }
}

/// <summary>Puts the pipeline where pages can reach it, and the visitor on requests for pages.</summary>
internal static class InProcessPipelineHosting
{
    /// <summary>Before everything else.</summary>
    public static IApplicationBuilder UseInProcessPipeline(this IApplicationBuilder app) => app.Use(next =>
    {
        app.ApplicationServices.GetRequiredService<InProcessPipeline>().Take(next);
        return next;
    });

    /// <summary>After the check of rights.</summary>
    public static IApplicationBuilder UseVisitors(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.User = new(new Visitor(http));
        return next(http);
    });
}

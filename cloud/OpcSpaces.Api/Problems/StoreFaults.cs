using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Problems;

/// <summary>Answers 503 while a store is away, and 400 for a request that cannot be read at all. Everything else is a bug: 500, logged, without its text.</summary>
internal sealed class StoreFaults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            RegistryUnavailableException => Problem.Away("The registry is away. Try again in a minute."),
            UsageUnavailableException => Problem.Away("The store of usage records is away. Try again in a minute."),
            SeriesUnavailableException => Problem.Away("The store of series is away. Try again in a minute."),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.TooLarge(),
            BadHttpRequestException => Problem.Wrong(new Fault("request", null, "send a valid HTTP request")),
            _ => null,
        };
        if (problem is null) return false;
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}

using Microsoft.AspNetCore.Http;
using OpcSpaces.Databases;

namespace OpcSpaces.Api.Problems;

/// <summary>Answers 503 where a database is away, on whichever route.</summary>
internal sealed class AwayAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (DatabaseUnavailableException) when (!context.Response.HasStarted)
        {
            // The service of the database logs why; strangers do not need it.
            context.Response.Clear();
            context.Response.Headers.RetryAfter = "5";
            await Problem.Away("A database is away. Try again in a few seconds.").ExecuteAsync(context);
        }
    }
}

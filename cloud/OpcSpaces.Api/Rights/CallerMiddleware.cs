using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Finds out who sends a request to a route, unless the route checks a secret of its own.</summary>
internal sealed class CallerMiddleware(RequestDelegate next, ICallers callers)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint) context.Features.Set(await FindAsync(context, RouteRules.Of(endpoint).Kind));
        await next(context);
    }

    private async ValueTask<Caller> FindAsync(HttpContext context, AccessKind kind)
    {
        try
        {
            return kind is AccessKind.OwnSecret ? Caller.Nobody : await callers.FindAsync(context);
        }
        catch (DatabaseUnavailableException) when (kind is AccessKind.Open)
        {
            // What is open stays open while the database of accounts is away.
            return Caller.Nobody;
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Finds out who sends a request to a route, unless the route is a file or checks a secret of its own.</summary>
/// <param name="next">The rest.</param>
/// <param name="callers">Knows who sends it.</param>
/// <param name="asksStores">Whether a store is asked about those that memory does not know. Who asks is looked for without it first, so that strangers are counted before they cost anything.</param>
internal sealed class CallerMiddleware(RequestDelegate next, ICallers callers, bool asksStores)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && context.Features.Get<Caller>() is null && (asksStores || !callers.IsStrange(context)))
            context.Features.Set(endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null ? await FindAsync(context, RouteRules.Of(endpoint).Kind) : Caller.Nobody);
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

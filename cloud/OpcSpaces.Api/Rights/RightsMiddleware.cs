using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>
/// Checks the rule of each route before anything of the request is read. Somebody without the right gets the same answer for a community that
/// exists and for one that does not: 404, so that ids cannot be guessed (OWASP API1:2023). Who is not signed in gets 401.
/// </summary>
internal sealed class RightsMiddleware(RequestDelegate next, RightsCheck check)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Without a route, or with a file, there is nothing to protect.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        var target = TargetOf(context);
        context.Features.Set(new NamedTarget(target));
        if (RightsCheck.Refusal(RouteRules.Of(endpoint), context.Caller(), target) is not { } problem) await next(context);
        else if (problem.StatusCode == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method) && endpoint.Metadata.GetMetadata<SignInPlace>() is { } place)
            context.Response.Redirect($"{place.Path}?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        else await problem.ExecuteAsync(context);
    }

    private AccessTarget TargetOf(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var community = values["community"] as string;
        return community is null
            ? new AccessTarget(null, values["district"] as string, values["tenant"] as string, values["floor"] as string)
            : check.TargetOf(community) with { Tenant = values["tenant"] as string, Floor = values["floor"] as string };
    }
}

/// <summary>Metadata of pages: where people are sent who have not signed in.</summary>
/// <param name="Path">The page; it gets the address that was asked for as the parameter <c>return</c>.</param>
public sealed record SignInPlace(string Path);

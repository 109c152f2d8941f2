using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Api.Problems;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>
/// Checks the rule of each route before anything of the request is read. Somebody without the right gets the same answer for a community that
/// exists and for one that does not: 404, so that ids cannot be guessed (OWASP API1:2023). Who is not signed in gets 401.
/// </summary>
internal sealed class RightsMiddleware(RequestDelegate next, ICallers callers, IDistricts districts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint is not RouteEndpoint)
        {
            // No route, or a file: there is nothing to protect.
            await next(context);
            return;
        }

        var rule = endpoint.Metadata.GetMetadata<AccessRule>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} has no access rule.");
        var caller = Caller.Nobody;
        try
        {
            if (rule.Kind is not AccessKind.OwnSecret) caller = await callers.FindAsync(context);
        }
        catch (DatabaseUnavailableException) when (rule.Kind is AccessKind.Open)
        {
            // What is open stays open while the database of accounts is away.
        }

        context.Features.Set(caller);
        if (Refusal(rule, caller, TargetOf(context)) is not { } problem) await next(context);
        else if (problem.StatusCode == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method) && endpoint.Metadata.GetMetadata<SignInPlace>() is { } place)
            context.Response.Redirect($"{place.Path}?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        else await problem.ExecuteAsync(context);
    }

    private static ProblemHttpResult? Refusal(AccessRule rule, Caller caller, in AccessTarget target)
    {
        if (rule.Kind is AccessKind.Open or AccessKind.OwnSecret) return null;
        if (caller.Id.Length == 0) return Problem.SignIn();
        if (rule.Kind == AccessKind.SignedIn) return null;
        foreach (var right in rule.Rights)
        {
            if (rule.Kind == AccessKind.RightForSome ? caller.MaySome(right, target) : caller.May(right, target)) return null;
        }

        // Somebody who sees the place learns that a right is missing; anybody else, that there is nothing.
        return target.Community is null && target.District is null || caller.May(Right.ReadPlaces, target with { Tenant = null }) ? Problem.Forbidden() : Problem.NotFound();
    }

    private AccessTarget TargetOf(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var community = values["community"] as string;
        return new AccessTarget(
            community, community is null ? values["district"] as string : districts.Find(community), values["tenant"] as string, values["floor"] as string);
    }
}

/// <summary>Metadata of pages: where people are sent who have not signed in.</summary>
/// <param name="Path">The page; it gets the address that was asked for as the parameter <c>return</c>.</param>
public sealed record SignInPlace(string Path);

/// <summary>Knows the district of each community.</summary>
public interface IDistricts
{
    /// <summary>The id of the community's district; null when the registry does not have the community.</summary>
    string? Find(string community);
}

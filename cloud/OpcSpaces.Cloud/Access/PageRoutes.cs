using Microsoft.AspNetCore.Components.Endpoints;
using OpcSpaces.Access.Settings;
using OpcSpaces.Api.RateLimits;
using OpcSpaces.Api.Rights;
using OpcSpaces.Dashboards;
using OpcSpaces.Dashboards.Rights;

namespace OpcSpaces.Cloud.Access;

/// <summary>Maps the pages with the rules that stand on them (<see cref="PageRightsAttribute"/>), and their files, which are open.</summary>
internal static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        var (files, pages) = endpoints.MapDashboards();
        files.IsOpen(); // Scripts, styles and pictures hold nothing of anybody.
        pages.Add(endpoint =>
        {
            if (RuleOf(endpoint) is { } rule) endpoint.Metadata.Add(rule);
            if (!IsCircuit(endpoint)) endpoint.Metadata.Add(new SignInPlace(AccessPaths.SignIn));
            endpoint.Metadata.Add(CountsStrangers.Yes);
        });
    }

    private static AccessRule? RuleOf(EndpointBuilder endpoint)
    {
        // Circuits carry what pages show, and what was typed into their forms. Each page behind one has its own rule, and each call is checked again (CircuitGuard).
        if (IsCircuit(endpoint)) return new AccessRule(AccessKind.SignedIn);
        // What the framework adds for redirects has no page behind it.
        if (endpoint.Metadata.OfType<ComponentTypeMetadata>().LastOrDefault() is not { } component) return new AccessRule(AccessKind.Open);
        return component.Type.GetCustomAttributes(typeof(PageRightsAttribute), inherit: false) is not [PageRightsAttribute page] ? null
            : page.Audience == PageAudience.Everybody ? new AccessRule(AccessKind.Open)
            : page.Rights.Count == 0 ? new AccessRule(AccessKind.SignedIn)
            : new AccessRule(AccessKind.Right, [.. page.Rights]);
    }

    private static bool IsCircuit(EndpointBuilder endpoint) =>
        endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && $"/{path.TrimStart('/')}".StartsWith(DashboardsHosting.CircuitPath, StringComparison.Ordinal);
}

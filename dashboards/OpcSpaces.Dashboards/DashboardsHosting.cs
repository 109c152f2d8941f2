using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpcSpaces.Dashboards;

/// <summary>Adds the pages to a host that provides <see cref="Live.ILiveBoard"/>, <see cref="Live.ILiveSight"/>, <see cref="Privacy.IPrivacyDesk"/> and <see cref="Access.IAccessDesk"/>.</summary>
public static class DashboardsHosting
{
    /// <summary>The services that the pages need.</summary>
    public static IServiceCollection AddDashboards(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Maps the pages, rendered on the server, and their static files.</summary>
    /// <returns>Both, so that the host says who may have them (<see cref="Access.PageRightsAttribute"/>).</returns>
    public static (IEndpointConventionBuilder Files, IEndpointConventionBuilder Pages) MapDashboards(this IEndpointRouteBuilder endpoints)
    {
        // A group, because a build that was not published adds a route of its own for files that are newer.
        var files = endpoints.MapGroup("");
        files.MapStaticAssets();
        return (files, endpoints.MapRazorComponents<App>());
    }
}

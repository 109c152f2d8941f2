using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OpcSpaces.Dashboards;

/// <summary>Adds the pages to a host that provides <see cref="Live.ILiveBoard"/>.</summary>
public static class DashboardsHosting
{
    /// <summary>The services that the pages need.</summary>
    public static IServiceCollection AddDashboards(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Maps the pages, rendered on the server, and their static files.</summary>
    public static IEndpointRouteBuilder MapDashboards(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets();
        endpoints.MapRazorComponents<App>();
        return endpoints;
    }
}

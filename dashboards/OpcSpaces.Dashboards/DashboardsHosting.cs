using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Dashboards.Circuits;
using OpcSpaces.Dashboards.Languages;
using Radzen;

namespace OpcSpaces.Dashboards;

/// <summary>
/// Adds the pages to a host that provides <see cref="Live.ILiveBoard"/>, <see cref="Live.ILiveSight"/>, <see cref="Privacy.IPrivacyDesk"/>, <see cref="Access.IAccessDesk"/>,
/// <see cref="Frame.ICommunityList"/>, <see cref="Frame.IDemonstration"/>, <see cref="Api.IApi"/>, <see cref="TimeProvider"/> and <see cref="ICircuitGuard"/>.
/// </summary>
public static class DashboardsHosting
{
    /// <summary>Below which path circuits are.</summary>
    public const string CircuitPath = "/_blazor";

    /// <summary>The services that the pages need.</summary>
    public static IServiceCollection AddDashboards(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents(CircuitLimits.Apply).AddHubOptions(CircuitLimits.Apply);
        services.AddSingleton<CircuitCount>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<CircuitCount>());
        services.AddSingleton<CircuitFilter>();
        services.AddRadzenComponents();
        return services;
    }

    /// <summary>Writes each page, and what its circuit sends, in the language of the visitor. After routing.</summary>
    public static IApplicationBuilder UsePageLanguage(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || http.Request.Path.StartsWithSegments(CircuitPath))
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PageLanguage.Of(http.Request).Culture;
        return next(http);
    });

    /// <summary>Maps the pages, rendered on the server, their circuits, and their static files.</summary>
    /// <returns>Both, so that the host says who may have them (<see cref="Rights.PageRightsAttribute"/>).</returns>
    public static (IEndpointConventionBuilder Files, IEndpointConventionBuilder Pages) MapDashboards(this IEndpointRouteBuilder endpoints)
    {
        // A group, because a build that was not published adds a route of its own for files that are newer.
        var files = endpoints.MapGroup("");
        files.MapStaticAssets();
        return (files, endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode());
    }
}

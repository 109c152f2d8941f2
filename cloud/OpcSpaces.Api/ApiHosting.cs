using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Api;

/// <summary>Adds the API to a host that has the registry, the stores and <see cref="ICallers"/>.</summary>
public static class ApiHosting
{
    /// <summary>Where all of its routes begin.</summary>
    public const string Root = "/api/v1";

    /// <summary>Checks the access rule of every route of the host, also of those that are not of the API. After routing and before the routes.</summary>
    public static IApplicationBuilder UseRights(this IApplicationBuilder app) => app.UseMiddleware<AwayAnswers>().UseMiddleware<RightsMiddleware>();

    /// <summary>The group of all routes under <see cref="Root"/>.</summary>
    public static RouteGroupBuilder ApiGroup(this IEndpointRouteBuilder endpoints) => endpoints.MapGroup(Root).AddEndpointFilter<BindingFaults>();
}

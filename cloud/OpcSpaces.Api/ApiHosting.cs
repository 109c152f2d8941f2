using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Answers;
using OpcSpaces.Api.Alarms;
using OpcSpaces.Api.Documents;
using OpcSpaces.Api.Mcp;
using OpcSpaces.Api.Privacy;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.RateLimits;
using OpcSpaces.Api.Registry;
using OpcSpaces.Api.Rights;
using OpcSpaces.Api.Series;
using OpcSpaces.Api.Settings;
using OpcSpaces.Api.Usage;

namespace OpcSpaces.Api;

/// <summary>Adds the API to a host that has the registry, the stores (also of alarms), <see cref="ICallers"/>, <see cref="ICommunities"/> and <see cref="IDesksNow"/>.</summary>
public static class ApiHosting
{
    /// <summary>Where all of its routes begin.</summary>
    public const string Root = "/api/v1";

    private const string DescriptionPath = "/openapi.json";
    private const string Agents = "/mcp";

    public static IServiceCollection AddApi(this IServiceCollection services, ApiOptions? options = null)
    {
        options ??= new ApiOptions();
        // The number of a request helps to find a bug in the log. Without one, equal refusals are equal to the byte.
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            if (context.HttpContext.Response.StatusCode < StatusCodes.Status500InternalServerError) context.ProblemDetails.Extensions.Remove("traceId");
        });
        services.ConfigureHttpJsonOptions(json => AnswerJson.Configure(json.SerializerOptions));
        services.AddSingleton(options);
        services.AddSingleton<RightsCheck>();
        services.AddSingleton<UsageHistories>();
        services.AddSingleton<UsageDesk>();
        services.AddSingleton<SeriesDesk>();
        services.AddRateLimits(options.RateLimits, Root, Agents);
        services.AddAgents();
        services.AddApiDocument();
        return services;
    }

    /// <summary>Checks the access rule of every route of the host, also of those that are not of the API, and counts requests of the API. After routing and before the routes.</summary>
    public static IApplicationBuilder UseRights(this IApplicationBuilder app) => app.UseMiddleware<AwayAnswers>().UseMiddleware<CallerMiddleware>(false).UseRateLimiter().UseMiddleware<CallerMiddleware>(true).UseMiddleware<RightsMiddleware>();

    /// <summary>All routes under <see cref="Root"/>, and the endpoint for AI agents.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.ApiGroup();
        api.MapCommunities();
        api.MapRegistryTables();
        api.MapChanges();
        api.MapUsage();
        api.MapHours();
        api.MapSeries();
        api.MapAlarms();
        api.MapDeletions();
        api.MapApiDocument(DescriptionPath);
        endpoints.MapDocumentPage($"{Root}/docs", Root + DescriptionPath);
        endpoints.MapAgents(Agents);
    }

    /// <summary>A group of routes under <see cref="Root"/>, for routes of other rooms.</summary>
    public static RouteGroupBuilder ApiGroup(this IEndpointRouteBuilder endpoints) => endpoints.MapGroup(Root).AddEndpointFilter<RouteGroupBuilder, ParameterFaults>();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Api.Mcp;

/// <summary>The endpoint for AI agents: Model Context Protocol over HTTP. Nothing is kept between two requests, so each one is checked by itself.</summary>
internal static class AgentHosting
{
    public static IServiceCollection AddAgents(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<AgentRights>();
        var json = new JsonSerializerOptions(McpJsonUtilities.DefaultOptions) { NumberHandling = JsonNumberHandling.Strict, DefaultIgnoreCondition = JsonIgnoreCondition.Never };
        json.Converters.Insert(0, new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        services.AddMcpServer(server => server.ServerInfo = new Implementation { Name = "opcspaces", Title = "OpcSpaces", Version = typeof(AgentHosting).Assembly.GetName().Version!.ToString(3) })
            .WithHttpTransport(transport => transport.SessionMode = HttpServerSessionMode.Stateless)
            .WithTools<AgentTools>(json);
        return services;
    }

    /// <summary>Who has signed in may ask; what each tool answers is checked again for its community.</summary>
    public static void MapAgents(this IEndpointRouteBuilder endpoints, string path) => endpoints.MapMcp(path).NeedsSignIn();
}

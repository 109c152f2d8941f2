using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Gateway;

/// <summary>Runs one agent in a Generic Host.</summary>
public static class GatewayAgentHosting
{
    /// <summary>Key of the <see cref="TimeProvider"/> that sensing goes by; transport takes the one without a key.</summary>
    public const string SensingClock = "sensing";

    /// <summary>Adds the agent of <paramref name="config"/>, with the system's time for both clocks.</summary>
    public static IServiceCollection AddGatewayAgent(this IServiceCollection services, GatewayConfig config) => services
        .AddSingleton(config)
        .AddSingleton<GatewayClock>()
        .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<GatewayClock>())
        .AddKeyedSingleton<TimeProvider>(SensingClock, (provider, _) => provider.GetRequiredService<GatewayClock>())
        .AddSingleton<CommitPool>(_ => new CommitPool())
        .AddHostedService<GatewayAgentService>();
}

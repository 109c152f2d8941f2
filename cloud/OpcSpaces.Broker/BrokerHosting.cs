using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker;

/// <summary>Adds the embedded broker to a host, as the <see cref="IMqttConnector"/> of everything in it.</summary>
public static class BrokerHosting
{
    /// <param name="services">Those of the host.</param>
    /// <param name="options">Checked by the caller. <see cref="BrokerOptions.MaxConnections"/> is lowered to what the process may open.</param>
    /// <param name="shares">How many connections the process may open; null when that is not limited.</param>
    public static IServiceCollection AddBroker(this IServiceCollection services, BrokerOptions options, DescriptorShares? shares = null)
    {
        var wanted = options.MaxConnections;
        options.MaxConnections = Math.Min(wanted, shares?.Clients ?? wanted);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new EmbeddedBroker(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(), shares?.BeforeConnect ?? DescriptorShares.MostBeforeConnect));
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedBroker>().Connector);
        services.AddHostedService(provider => new BrokerService(
            provider.GetRequiredService<EmbeddedBroker>(), options, shares, wanted, provider.GetRequiredService<ILogger<BrokerService>>()));
        return services;
    }
}

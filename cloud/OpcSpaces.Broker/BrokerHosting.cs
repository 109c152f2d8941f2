using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker;

/// <summary>Adds the embedded broker to a host, as the <see cref="IMqttConnector"/> of everything in it.</summary>
public static class BrokerHosting
{
    public static IServiceCollection AddBroker(this IServiceCollection services, BrokerOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new EmbeddedBroker(options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedBroker>().Connector);
        services.AddHostedService(provider => new BrokerService(
            provider.GetRequiredService<EmbeddedBroker>(), options, provider.GetRequiredService<ILogger<BrokerService>>()));
        return services;
    }
}

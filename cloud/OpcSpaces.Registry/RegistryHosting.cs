using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Registry;

/// <summary>Adds the registry to a host that has a <see cref="OpcSpaces.Storage.Journaling.Journal"/> and a <see cref="TimeProvider"/>.</summary>
public static class RegistryHosting
{
    /// <param name="services">The host's services.</param>
    /// <param name="options">Complete and checked.</param>
    public static IServiceCollection AddRegistry(this IServiceCollection services, RegistryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<RegistryDatabase>();
        services.AddSingleton<RegistryReader>();
        services.AddSingleton<RegistryBook>();
        services.AddSingleton<RegistryHealth>();
        services.AddSingleton<RegistryStore>();
        services.AddHostedService<RegistryService>();
        return services;
    }
}

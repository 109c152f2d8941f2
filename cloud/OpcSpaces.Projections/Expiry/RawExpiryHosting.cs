using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Expiry;

/// <summary>Adds what lets raw content expire to a host with the usage projection.</summary>
public static class RawExpiryHosting
{
    public static IServiceCollection AddRawExpiry(this IServiceCollection services, Action<RawExpiryOptions>? configure = null)
    {
        services.AddOptions<RawExpiryOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RawExpiryOptions>, RawExpiryOptionsValidator>();
        services.AddSingleton(provider => new RawExpiry(
            provider.GetRequiredService<Journal>(), provider.GetRequiredService<ProjectionSet>(), provider.GetRequiredService<UsageProjection>(),
            provider.GetRequiredService<IOptions<RawExpiryOptions>>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}

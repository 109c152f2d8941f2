using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Projections.Usage;

/// <summary>Adds the usage projection to a host that provides an <see cref="IUsageStore"/>, which is what it offers to readers.</summary>
public static class UsageProjectionHosting
{
    /// <summary>The projection's name in status, logs and on the page.</summary>
    public const string ProjectionName = "usage";

    /// <summary>Drops the records that a projection makes again of this journal. Those stay that came of readings which have expired.</summary>
    public static void DiscardForRebuild(Journal journal, IUsageStore store) => UsageRestart.Of(journal).Discard(store);

    public static IServiceCollection AddUsageProjection(this IServiceCollection services, Action<UsageOptions>? configure = null)
    {
        services.AddOptions<UsageOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<UsageOptions>, UsageOptionsValidator>();
        services.AddProjection(provider =>
        {
            var options = provider.GetRequiredService<IOptions<UsageOptions>>().Value;
            return new UsageProjection(
                provider.GetRequiredService<IUsageStore>(), TimeSpan.FromMilliseconds(options.SaveEveryMs), TimeSpan.FromMilliseconds(options.PaceMs),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<UsageProjection>>());
        });
        return services;
    }
}

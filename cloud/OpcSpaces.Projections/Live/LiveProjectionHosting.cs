using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Projections.Live;

/// <summary>Adds the live projection; <see cref="LiveState"/> is what it offers to readers.</summary>
public static class LiveProjectionHosting
{
    /// <summary>The projection's name in status, logs and on the page.</summary>
    public const string ProjectionName = "live";

    public static IServiceCollection AddLiveProjection(this IServiceCollection services, Action<LiveOptions>? configure = null)
    {
        services.AddOptions<LiveOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddSingleton(_ => new LiveState());
        services.AddProjection(provider => new LiveProjection(
            provider.GetRequiredService<LiveState>(),
            Path.Combine(provider.GetRequiredService<IOptions<ProjectionsOptions>>().Value.DataDirectory, "live.snapshot"),
            TimeSpan.FromMilliseconds(provider.GetRequiredService<IOptions<LiveOptions>>().Value.SnapshotIntervalMs),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LiveProjection>>()));
        return services;
    }
}

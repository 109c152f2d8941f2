using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Series;

/// <summary>Adds the series projection to a host that provides <see cref="ISeriesStore"/> and <see cref="DeadLetterTable"/>.</summary>
public static class SeriesProjectionHosting
{
    public static IServiceCollection AddSeriesProjection(this IServiceCollection services, Action<SeriesOptions>? configure = null)
    {
        services.AddOptions<SeriesOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SeriesOptions>, SeriesOptionsValidator>();
        services.TryAddSingleton<SeriesCatalog>();
        services.AddProjection(provider => new SeriesProjection(
            provider.GetRequiredService<ISeriesStore>(),
            provider.GetRequiredService<DeadLetterTable>(),
            provider.GetRequiredService<SeriesCatalog>(),
            TimeSpan.FromMilliseconds(provider.GetRequiredService<IOptions<SeriesOptions>>().Value.PaceMs)));
        return services;
    }
}

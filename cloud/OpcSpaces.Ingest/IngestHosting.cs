using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpcSpaces.Ingest.Live;
using OpcSpaces.Ingest.Projections;
using OpcSpaces.Ingest.Receiving;
using OpcSpaces.Ingest.Series;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest;

/// <summary>
/// Adds ingest to a host that provides <see cref="Journal"/>, <see cref="DeadLetterTable"/>, <see cref="ISeriesStore"/> and
/// <see cref="Wire.Mqtt.IMqttConnector"/>. It offers <see cref="LiveState"/>, <see cref="IngestStatusSource"/> and <see cref="IngestHealth"/>.
/// </summary>
public static class IngestHosting
{
    public static IServiceCollection AddIngest(this IServiceCollection services, Action<IngestOptions> configure)
    {
        services.AddOptions<IngestOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SeriesCatalog>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<IngestOptions>>().Value);
        services.AddSingleton(new HostSession(new HostSessionOptions()));
        services.AddSingleton<IngestCounters>();
        services.AddSingleton<IngestHealth>();
        services.AddSingleton(_ => new LiveState());
        services.AddSingleton<IntakeBoard>();
        services.AddSingleton<ConnectionCommands>();
        services.AddSingleton<IGatewayCommands>(provider => provider.GetRequiredService<ConnectionCommands>());
        services.AddSingleton<Receiver>();
        services.AddSingleton<IStateTimestampStore>(provider =>
            new StateTimestampFile(InDataDirectory(provider, "state-timestamp"), provider.GetRequiredService<ILogger<StateTimestampFile>>()));
        services.AddSingleton(LiveProjectionOf);
        services.AddSingleton(SeriesProjectionOf);
        services.AddSingleton(provider => new ProjectionSet(
        [
            RunnerOf(provider, provider.GetRequiredService<LiveProjection>()),
            RunnerOf(provider, provider.GetRequiredService<SeriesProjection>()),
        ]));
        services.AddSingleton(provider => new IngestStatusSource(
            provider.GetRequiredService<Journal>(), provider.GetRequiredService<DeadLetterTable>(),
            provider.GetRequiredService<ISeriesStore>(), provider.GetRequiredService<HostSession>(),
            provider.GetRequiredService<IngestHealth>(), provider.GetRequiredService<IngestCounters>(),
            provider.GetRequiredService<ProjectionSet>(), provider.GetRequiredService<IntakeBoard>()));
        services.AddHostedService<IngestService>();
        return services;
    }

    private static LiveProjection LiveProjectionOf(IServiceProvider provider) => new(
        provider.GetRequiredService<LiveState>(),
        InDataDirectory(provider, "live.snapshot"),
        TimeSpan.FromMilliseconds(provider.GetRequiredService<IngestOptions>().LiveSnapshotIntervalMs),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LiveProjection>>());

    private static SeriesProjection SeriesProjectionOf(IServiceProvider provider) => new(
        provider.GetRequiredService<ISeriesStore>(),
        provider.GetRequiredService<DeadLetterTable>(),
        provider.GetRequiredService<SeriesCatalog>(),
        TimeSpan.FromMilliseconds(provider.GetRequiredService<IngestOptions>().SeriesPaceMs));

    private static ProjectionRunner RunnerOf(IServiceProvider provider, IProjection projection) => new(
        projection,
        provider.GetRequiredService<Journal>(),
        provider.GetRequiredService<IngestOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<ProjectionRunner>>());

    private static string InDataDirectory(IServiceProvider provider, string file) =>
        Path.Combine(provider.GetRequiredService<IngestOptions>().DataDirectory, file);
}

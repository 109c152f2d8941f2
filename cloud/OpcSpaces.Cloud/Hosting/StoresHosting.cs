using Microsoft.Extensions.Options;
using OpcSpaces.Broker;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Databases;
using OpcSpaces.Ingest;
using OpcSpaces.Projections;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Series;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Registry;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Cloud.Hosting;

/// <summary>Adds the broker, the stores, the projections and ingest as the options say.</summary>
internal static class StoresHosting
{
    public static IServiceCollection AddCloudIngest(this IServiceCollection services, CloudOptions options, DescriptorShares? shares = null)
    {
        options.Complete();
        // Validates all parts at once before anything starts, for hosts whose options come from elsewhere than the settings.
        services.AddOptions<CloudOptions>().Configure(cloud => OptionsSettings.Copy(options, cloud)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CloudOptions>, CloudOptionsValidator>();
        services.AddSingleton(_ => new Journal(options.Journal));
        services.AddSingleton(provider => new DeadLetterTable(options.DeadLetters, provider.GetRequiredService<ILogger<DeadLetterTable>>()));
        services.AddSingleton(provider => SeriesStoreOf(provider, options));
        services.AddSingleton(_ => new WatchedUsageStore(UsageStoreOf(options)));
        services.AddSingleton<IUsageStore>(provider => provider.GetRequiredService<WatchedUsageStore>());
        services.AddHostedService<UsageStoreClaim>();
        if (options.Broker is { } broker) services.AddSingleton(provider => MqttConnector.Create(broker, provider.GetRequiredService<ILoggerFactory>()));
        else services.AddBroker(options.EmbeddedBroker, shares);
        services.AddProjections(projections => OptionsSettings.Copy(options.Projections, projections))
            .AddLiveProjection(live => OptionsSettings.Copy(options.Live, live))
            .AddSeriesProjection(series => OptionsSettings.Copy(options.Series, series))
            .AddUsageProjection(usage => OptionsSettings.Copy(options.Usage, usage));
        services.AddRegistry(options.Registry);
        services.AddIngest(ingest => OptionsSettings.Copy(options.Ingest, ingest));
        return services;
    }

    /// <summary>The usage records, beside the registry.</summary>
    /// <param name="options">Complete.</param>
    /// <param name="isReader">For a program beside the cloud.</param>
    internal static IUsageStore UsageStoreOf(CloudOptions options, bool isReader = false) => options.Registry.Provider == DatabaseProvider.Sqlite
        ? new SqliteUsageStore(options.UsagePath, isReader)
        : new PostgresUsageStore(PostgresAddress.Read(options.Registry));

    private static ISeriesStore SeriesStoreOf(IServiceProvider provider, CloudOptions options)
    {
        var deadLetters = provider.GetRequiredService<DeadLetterTable>();
        var time = provider.GetRequiredService<TimeProvider>();
        return options.Influx is null
            ? new EmbeddedSeriesStore(options.EmbeddedSeries, deadLetters, time)
            : new InfluxSeriesStore(options.Influx, deadLetters, time, provider.GetRequiredService<ILogger<InfluxSeriesStore>>());
    }
}

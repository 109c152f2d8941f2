using OpcSpaces.Alarms;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Databases;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Alarms;

/// <summary>Adds alarms to the host. They are kept where the registry is.</summary>
internal static class AlarmsHost
{
    public static IServiceCollection AddAlarms(this IServiceCollection services, CloudOptions options)
    {
        services.AddAlarmStore(PlaceOf(options));
        services.AddAlarmSights(options.Alarms);
        services.AddHostedService<AlarmNotices>();
        return services.AddAlarmEngine(options.Alarms);
    }

    /// <summary>Where alarms are kept.</summary>
    public static DatabasePlace PlaceOf(CloudOptions options) =>
        new() { Provider = options.Registry.Provider, ConnectionString = options.Registry.ConnectionString, ConnectionStringFile = options.Registry.ConnectionStringFile, Path = options.AlarmsPath };

    /// <summary>What is judged, in a host with ingest, live state, projections, usage records and registry.</summary>
    public static IServiceCollection AddAlarmSights(this IServiceCollection services, AlarmOptions options) => services.AddSingleton<IAlarmSightReader>(provider => new AlarmSightReader(
        provider.GetRequiredService<LiveState>(), provider.GetRequiredService<ProjectionSet>(), provider.GetRequiredService<IngestHealth>(),
        new SeenRegistry(provider.GetRequiredService<RegistryBook>()),
        new SeenHours(provider.GetRequiredService<WatchedUsageStore>(), SeenHours.CountFor(options)), provider.GetRequiredService<TimeProvider>()));
}

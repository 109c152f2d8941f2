using OpcSpaces.Access.Expiry;
using OpcSpaces.Access.Settings;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Dashboards.Privacy;
using OpcSpaces.Projections.Expiry;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Adds what deletes data whose retention has ended.</summary>
internal static class PrivacyHosting
{
    /// <param name="services">Of a host with the stores, the projections and accounts.</param>
    /// <param name="cloud">Complete.</param>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, CloudOptions cloud)
    {
        var options = cloud.Privacy;
        services.AddRawExpiry(raw => OptionsSettings.Copy(options.RawExpiry, raw));
        services.AddSingleton(_ => new DeletionLog(cloud.DeletionsPath));
        services.AddSingleton<IRetention>(of => new RawRetention(of.GetRequiredService<RawExpiry>(), options, of.GetRequiredService<TimeProvider>()));
        foreach (var measurement in SeriesRetention.All) services.AddSingleton<IRetention>(of => new SeriesRetention(of.GetRequiredService<ISeriesStore>(), measurement, options));
        services.AddSingleton<IRetention>(of => new DeadLetterRetention(of.GetRequiredService<DeadLetterTable>(), options));
        services.AddSingleton<IRetention>(of => new AccessRetention(of.GetRequiredService<AccessExpiry>(), options));
        services.AddSingleton<IRetention>(of => new UsageRetention(of.GetRequiredService<WatchedUsageStore>(), of.GetRequiredService<RegistryBook>(), options));
        services.AddSingleton(of => new PrivacyService(of.GetServices<IRetention>(), of.GetRequiredService<DeletionLog>(), options, of.GetRequiredService<TimeProvider>(), of.GetRequiredService<ILogger<PrivacyService>>()));
        services.AddSingleton<IPrivacyDesk>(of => new PrivacyDesk(of.GetRequiredService<RegistryBook>(), options, of.GetRequiredService<AccessAddress>()));
        services.AddHostedService(of => of.GetRequiredService<PrivacyService>());
        return services;
    }
}

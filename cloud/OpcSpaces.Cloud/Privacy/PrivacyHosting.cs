using OpcSpaces.Access.Expiry;
using OpcSpaces.Access.Settings;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Dashboards.Privacy;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Projections.Expiry;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Adds what deletes data whose retention has ended.</summary>
internal static class PrivacyHosting
{
    private const int LookedAt = 100; // entries

    /// <param name="services">Of a host with the stores, the projections and accounts.</param>
    /// <param name="cloud">Complete.</param>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, CloudOptions cloud)
    {
        var options = cloud.Privacy;
        services.AddRawExpiry(raw => OptionsSettings.Copy(options.RawExpiry, raw));
        services.AddSingleton(_ => new DeletionLog(cloud.DeletionsPath));
        services.AddSingleton<IRetention>(of => new RawRetention(of.GetRequiredService<RawExpiry>(), options, of.GetRequiredService<TimeProvider>()));
        foreach (var measurement in RetentionRule.Measured) services.AddSingleton<IRetention>(of => new SeriesRetention(of.GetRequiredService<ISeriesStore>(), () => CommunitiesOf(of.GetRequiredService<RegistryBook>(), of.GetRequiredService<Journal>()), measurement, options));
        services.AddSingleton<IRetention>(of => new DeadLetterRetention(of.GetRequiredService<DeadLetterTable>(), options));
        services.AddSingleton<IRetention>(of => new AccessRetention(of.GetRequiredService<AccessExpiry>(), options));
        services.AddSingleton<IRetention>(of => new AlarmRetention(of.GetRequiredService<AlarmStore>(), options));
        services.AddSingleton<IRetention>(of => new UsageRetention(of.GetRequiredService<WatchedUsageStore>(), of.GetRequiredService<RegistryBook>(), options));
        services.AddSingleton(of => new PrivacyService(of.GetServices<IRetention>(), of.GetRequiredService<DeletionLog>(), options, () => NewestReceipt(of.GetRequiredService<Journal>()), of.GetRequiredService<TimeProvider>(), of.GetRequiredService<ILogger<PrivacyService>>()));
        services.AddSingleton<OpenCommunities>();
        services.AddSingleton<IPrivacyDesk>(of => new PrivacyDesk(of.GetRequiredService<OpenCommunities>(), of.GetRequiredService<RegistryBook>(), options, of.GetRequiredService<AccessAddress>()));
        services.AddHostedService(of => of.GetRequiredService<PrivacyService>());
        return services;
    }

    // Those of the registry, and those that gateways were of before they left it.
    private static SortedSet<string> CommunitiesOf(RegistryBook registry, Journal journal) => new(
        registry.ReadAll().Rows.Of<CommunityFacts>().Select(community => community.Id)
            .Concat(journal.Streams().Select(stream => GatewayKey.TryParse(stream.Gateway, out var key) ? key.Community : "").Where(community => community.Length > 0)),
        StringComparer.Ordinal);

    // A change of the registry has a time of another clock.
    private static DateTimeOffset? NewestReceipt(Journal journal) =>
        journal.Read(Math.Max(0, journal.LastId - LookedAt), LookedAt).LastOrDefault(entry => entry.Kind is not (JournalKind.RegistryChange or JournalKind.RegistryHead))?.ReceivedAt;
}

using OpcSpaces.Cloud.Settings;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Usage records after the end of the audit period: whole years of the calendar of their community, in its time zone (UTC where the registry does not have the community).</summary>
internal sealed class UsageRetention(WatchedUsageStore store, RegistryBook registry, PrivacyOptions options) : IRetention
{
    private const int HoursPerStep = 200; // of each zone

    public RetentionRule Rule { get; } = RetentionRule.Usage(options);

    public async Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        foreach (var community in store.Zones().Select(zone => zone.Community).Distinct(StringComparer.Ordinal))
        {
            var zone = TimeZoneOf(community);
            var midnight = new DateTime(before.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
            var end = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
            var count = 0L;
            try
            {
                while (store.Expire(community, end.ToUnixTimeMilliseconds(), HoursPerStep) is > 0 and var removed)
                {
                    count += removed;
                    stop.ThrowIfCancellationRequested();
                    await Task.Yield();
                }
            }
            finally
            {
                // Also what was removed before a fault or a stop.
                if (count > 0) log(new Deletion(Rule.Kind, community, null, end, count, Rule.Setting));
            }

            stop.ThrowIfCancellationRequested();
        }

        return null;
    }

    private TimeZoneInfo TimeZoneOf(string community) =>
        registry.Read(community).Rows.Find<CommunityFacts>(community) is { } facts && TimeZoneInfo.TryFindSystemTimeZoneById(facts.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}

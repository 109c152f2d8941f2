using OpcSpaces.Alarms.Settings;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Alarms;

/// <summary>The last closed hours of each zone, read again after records of its community were written. One caller at a time.</summary>
/// <param name="store">Knows when that was.</param>
/// <param name="count">How many hours are wanted.</param>
internal sealed class SeenHours(WatchedUsageStore store, int count)
{
    // Hours are closed up to so long after their end.
    private const int Behind = 8;

    /// <summary>So many that what was observed before coverage fell is among them.</summary>
    public static int CountFor(AlarmOptions options) => Math.Max(options.CoverageHours * 2, options.AfterHoursHours);

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>The hours by zone, oldest first, and why they are not known where the store is away and what was kept is not of now.</summary>
    public (IReadOnlyDictionary<ZoneKey, IReadOnlyList<UsageRecord>> Hours, string? WhyUnknown) Read(DateTimeOffset now, IEnumerable<ZoneKey> zones)
    {
        var hours = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>>();
        try
        {
            foreach (var community in zones.Select(zone => zone.Community).Distinct(StringComparer.Ordinal))
            {
                foreach (var (zone, records) in Of(community, now)) hours[zone] = records;
            }

            return (hours, null);
        }
        catch (UsageUnavailableException e)
        {
            return (new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>>(), $"the store of usage records is away: {e.Message}");
        }
    }

    private Dictionary<ZoneKey, IReadOnlyList<UsageRecord>> Of(string community, DateTimeOffset now)
    {
        var version = store.VersionOf(community);
        var hour = now.ToUnixTimeMilliseconds() / CommunityCalendar.HourMs;
        if (_kept.TryGetValue(community, out var kept) && kept.Version == version && kept.Hour == hour) return kept.Hours;
        var fromMs = (hour - count - Behind) * CommunityCalendar.HourMs;
        var read = store.Read(community, null, fromMs, (hour + 1) * CommunityCalendar.HourMs)
            .GroupBy(record => record.Zone).ToDictionary(zone => zone.Key, zone => (IReadOnlyList<UsageRecord>)[.. zone.OrderBy(record => record.StartMs).TakeLast(count)]);
        _kept[community] = new Kept(version, hour, read);
        return read;
    }

    private sealed record Kept((long Writes, long Discards) Version, long Hour, Dictionary<ZoneKey, IReadOnlyList<UsageRecord>> Hours);
}

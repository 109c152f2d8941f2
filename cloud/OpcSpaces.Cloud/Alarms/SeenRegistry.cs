using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Alarms;

/// <summary>What the registry says that alarms need, kept from one judgement to the next, and while the registry is away. One caller at a time.</summary>
internal sealed class SeenRegistry(RegistryBook book)
{
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long? _readVersion;

    /// <param name="now">The cloud's time.</param>
    /// <param name="heard">Communities that have gateways, whether the registry knows them or not.</param>
    public SeenRegistration Read(DateTimeOffset now, IEnumerable<string> heard)
    {
        try
        {
            var all = book.ReadAll();
            var communities = all.Rows.Of<CommunityFacts>().Select(row => row.Id).Union(heard, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in _kept.Keys.Where(community => !communities.Contains(community)).ToList()) _kept.Remove(gone);
            foreach (var community in communities)
            {
                var page = book.Read(community);
                var today = DateIn(page.Community, now);
                if (!_kept.TryGetValue(community, out var kept) || kept.ContentVersion != page.ContentVersion || kept.Today != today) _kept[community] = Kept.Of(page, today);
            }

            _readVersion = all.Version;
        }
        catch (RegistryUnavailableException) when (_readVersion is not null)
        {
            // It stays as it was. The registry's own service logs it.
        }
        catch (RegistryUnavailableException e)
        {
            return new SeenRegistration($"the registry is away: {e.Message}", new Dictionary<string, SeenCommunity>(), [], new HashSet<GatewayKey>());
        }

        return new SeenRegistration(
            null, _kept.Where(kept => kept.Value.Seen is not null).ToDictionary(kept => kept.Key, kept => kept.Value.Seen!), [.. _kept.Values.SelectMany(kept => kept.Installed)],
            _kept.Values.SelectMany(kept => kept.Retired).ToHashSet());
    }

    // Places go out of service, and gateways are installed, by the date of the community.
    private static DateOnly DateIn(CommunityFacts? community, DateTimeOffset now) =>
        DateOnly.FromDateTime(community is not null && TimeZoneInfo.TryFindSystemTimeZoneById(community.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(now, zone).DateTime : now.UtcDateTime);

    private sealed record Kept(long ContentVersion, DateOnly Today, SeenCommunity? Seen, IReadOnlyList<GatewayKey> Installed, IReadOnlyList<GatewayKey> Retired)
    {
        public static Kept Of(RegistryPage page, DateOnly today)
        {
            if (page.Community is null) return new Kept(page.ContentVersion, today, null, [], []);
            var (id, rows) = (page.Id, page.Rows);
            var rooms = rows.Of<Room>().Where(room => room.Community == id).ToLookup(room => room.Zone);
            var gpus = rows.Of<Desk>().Where(desk => desk.Community == id && desk.Equipment.Contains(AlarmRules.GpuEquipment)).CountBy(desk => desk.Zone).ToDictionary();
            var zones = rows.Of<Zone>().Where(zone => zone.Community == id)
                .ToDictionary(zone => zone.Id, zone => new SeenZone(zone.Kind, zone.Capacity ?? (rooms[zone.Id].Any() ? rooms[zone.Id].Sum(room => room.Capacity) : null), zone.Floor) { GpuDesks = gpus.GetValueOrDefault(zone.Id) }, StringComparer.Ordinal);
            var closed = rows.Of<OutOfService>().Where(time => time.Community == id && time.From <= today && (time.To is not { } to || to >= today)).Select(time => (time.Zone, time.Place)).ToHashSet();
            var gateways = rows.Of<Gateway>().Where(gateway => gateway.Community == id).ToLookup(gateway => gateway.InstalledOn <= today && (gateway.RetiredOn is not { } retired || retired >= today), gateway => new GatewayKey(id, gateway.Id));
            return new Kept(page.ContentVersion, today, new SeenCommunity(zones, closed, CalendarOf(page)), [.. gateways[true]], [.. gateways[false]]);
        }

        private static CommunityCalendar? CalendarOf(RegistryPage page)
        {
            try
            {
                return page.Rows.Of<OpeningHours>().Any(row => row.Community == page.Id) ? CommunityCalendar.Of(page.Rows, page.Id) : null;
            }
            catch (UnknownTimeZoneException)
            {
                // Nobody can say when it is open.
                return null;
            }
        }
    }
}

/// <summary>What the registry says.</summary>
/// <param name="WhyUnknown">It could not be read since the start; null where it was.</param>
/// <param name="Communities">By id.</param>
/// <param name="Installed">The gateways that should be there today.</param>
/// <param name="Retired">The gateways that should not.</param>
internal sealed record SeenRegistration(string? WhyUnknown, IReadOnlyDictionary<string, SeenCommunity> Communities, IReadOnlyList<GatewayKey> Installed, IReadOnlySet<GatewayKey> Retired);

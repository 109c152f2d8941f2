using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Model.Tests.Usage;

/// <summary>A community with open areas of desks, and records of its hours.</summary>
internal sealed class TestCommunity
{
    public const int Hour = CommunityCalendar.HourMs;

    public TestCommunity(string id = "hub", string timeZone = "Asia/Shanghai", int zones = 1, int desks = 4)
    {
        Id = id;
        Rows.Put(new CommunityFacts(id, id, "d", timeZone));
        for (var day = Weekday.Monday; day <= Weekday.Friday; day++) Rows.Put(new OpeningHours(id, day, new(9, 0), new(18, 0)));
        for (var zone = 1; zone <= zones; zone++)
        {
            Rows.Put(new Zone(id, $"z{zone}", "f", $"z{zone}", ZoneKind.OpenArea));
            for (var desk = 1; desk <= desks; desk++) Rows.Put(new Desk(id, $"z{zone}", $"desk/{desk}", 0, 0, 0, Tags.None));
        }
    }

    public string Id { get; }

    public RegistryRows Rows { get; } = new();

    public CommunityCalendar Calendar => CommunityCalendar.Of(Rows, Id);

    public CommunityPlaces Places => CommunityPlaces.Of(Rows, Id);

    public TestCommunity With(params object[] rows)
    {
        foreach (var row in rows) Rows.Put(row);
        return this;
    }

    /// <summary>Tenant t rents desks of z1.</summary>
    public Lease Lease(string tenant, string from, string? to, params string[] desks) =>
        new(Id, $"l-{tenant}-{from}", tenant, LeaseKind.Desks, "z1", Tags.Of(desks), DateOnly.Parse(from, null), 6, 0, to is null ? null : DateOnly.Parse(to, null));

    public CalendarSpan Span(string from, string to, long? endMs = null) => new(Calendar, DateOnly.Parse(from, null), DateOnly.Parse(to, null), endMs);

    /// <summary>A record for each hour and zone; a place for which <paramref name="use"/> says null has none.</summary>
    public IEnumerable<UsageRecord> Records(CalendarSpan span, Func<PlaceFacts, int, PlaceUsage?> use, Func<UsageRecord, int, UsageRecord?>? change = null)
    {
        foreach (var zone in Places.Places.GroupBy(place => place.Zone.Id))
        {
            for (var hour = 0; hour < span.Hours; hour++)
            {
                var record = new UsageRecord
                {
                    Zone = new ZoneKey(Id, zone.Key),
                    StartMs = span.StartMs(hour),
                    Revision = 1,
                    Closing = UsageClosing.Sealed,
                    Places = [.. zone.Select(place => use(place, hour)).OfType<PlaceUsage>()],
                };
                if ((change is null ? record : change(record, hour)) is { } kept) yield return kept;
            }
        }
    }

    public UsageHistory History(CalendarSpan span, Func<PlaceFacts, int, PlaceUsage?> use, Func<UsageRecord, int, UsageRecord?>? change = null) =>
        UsageHistoryBuilder.Of(span, Places, Records(span, use, change));

    /// <summary>An hour that is known completely, occupied for some minutes for certain.</summary>
    public static PlaceUsage Sure(PlaceFacts place, int minutes) => new(place.Point, Hour, minutes * 60_000, Hour, minutes * 60_000, minutes * 60_000, minutes * 60_000, null);

    /// <summary>Anything that a record can say, and sometimes nothing.</summary>
    public static PlaceUsage? Any(Random random, PlaceFacts place)
    {
        switch (random.Next(10))
        {
            case 0: return null;
            case < 5: return new PlaceUsage(place.Point, Hour, 0, Hour, 0, 0, 0, null);
        }

        var observed = random.Next(4) == 0 ? random.Next(Hour + 1) : Hour;
        var occupied = random.Next(observed + 1);
        if (random.Next(6) == 0) return new PlaceUsage(place.Point, observed, occupied, 0, 0, 0, 0, null);
        var known = random.Next(4) == 0 ? random.Next(1, Hour + 1) : Hour;
        int[] three = [random.Next(known + 1), random.Next(known + 1), random.Next(known + 1)];
        if (random.Next(3) > 0) Array.Sort(three);
        else three = [Math.Min(three[0], three[2]), three[1], Math.Max(three[0], three[2])];
        return new PlaceUsage(place.Point, observed, occupied, known, three[1], three[0], three[2], null);
    }
}

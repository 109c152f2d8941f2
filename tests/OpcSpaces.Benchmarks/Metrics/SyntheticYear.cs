using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Benchmarks.Metrics;

/// <summary>
/// Usage records of a made-up year: 100 zones of ten desks. Two of three desks are used on a workday, from some hour of the morning to some
/// hour of the evening; the sensors doubt in one of fifty other hours; one hour of a hundred is known in part or not at all. Or the worst
/// case: something happens in every hour of every desk.
/// </summary>
internal sealed class SyntheticYear
{
    public const int Zones = 100;
    public const int DesksOfZone = 10;
    public const string Id = "bench";
    private const int Hour = CommunityCalendar.HourMs;

    private readonly Random _random;
    private readonly bool _isDense;

    public SyntheticYear(int seed, bool isDense)
        : this(seed, isDense, new(2026, 1, 1), new(2026, 12, 31))
    {
    }

    public SyntheticYear(int seed, bool isDense, DateOnly from, DateOnly to)
    {
        (_random, _isDense) = (new Random(seed), isDense);
        var rows = new RegistryRows([new District("d", "d"), new CommunityFacts(Id, Id, "d", "Asia/Shanghai"), new Floor(Id, "f", "f", 1, 100, 100)]);
        for (var day = Weekday.Monday; day <= Weekday.Friday; day++) rows.Put(new OpeningHours(Id, day, new(8, 30), new(22, 0)));
        for (var zone = 0; zone < Zones; zone++)
        {
            rows.Put(new Zone(Id, ZoneId(zone), "f", "z", ZoneKind.OpenArea));
            for (var desk = 1; desk <= DesksOfZone; desk++) rows.Put(new Desk(Id, ZoneId(zone), $"desk/{desk}", 0, 0, 0, Tags.None));
            if (zone % 10 == 0) rows.Put(new OutOfService(Id, ZoneId(zone), "desk/1", new(2026, 3, 1), "x", new(2026, 3, 31)));
            rows.Put(new Lease(Id, $"l{zone}", $"t{zone}", LeaseKind.Desks, ZoneId(zone), Tags.Of("desk/1", "desk/2"), new(2026, 1, 1), 6, 0));
            rows.Put(new Absence(Id, $"t{zone}", new(2026, 2, 14), new(2026, 2, 23)));
        }

        Rows = rows;
        Places = CommunityPlaces.Of(rows, Id);
        Span = new CalendarSpan(CommunityCalendar.Of(rows, Id), from, to);
    }

    public RegistryRows Rows { get; }

    public CommunityPlaces Places { get; }

    public CalendarSpan Span { get; }

    public UsageHistory Build()
    {
        var builder = new UsageHistoryBuilder(Span, Places);
        for (var zone = 0; zone < Zones; zone++) builder.Add(ZoneId(zone), Records(zone));
        return builder.Build();
    }

    public static string ZoneId(int zone) => $"open-{zone:00}";

    /// <summary>The records of a zone, in their order. Zones are made up one after another.</summary>
    public IEnumerable<UsageRecord> Records(int zone)
    {
        var (from, to) = (new int[DesksOfZone], new int[DesksOfZone]);
        for (var hour = 0; hour < Span.Hours; hour++)
        {
            if (hour % 24 == 0)
            {
                for (var desk = 0; desk < DesksOfZone; desk++)
                    (from[desk], to[desk]) = Span.Days[hour / 24].IsWorkday && _random.Next(3) > 0 ? (_random.Next(8, 11), _random.Next(16, 21)) : (0, 0);
            }

            var places = new PlaceUsage[DesksOfZone];
            for (var desk = 0; desk < DesksOfZone; desk++) places[desk] = Place($"desk/{desk + 1}", hour % 24 >= from[desk] && hour % 24 < to[desk]);
            yield return new UsageRecord { Zone = new ZoneKey(Id, ZoneId(zone)), StartMs = Span.StartMs(hour), Revision = 1, Closing = UsageClosing.Sealed, Places = places };
        }
    }

    private PlaceUsage Place(string point, bool isUsed)
    {
        if (_random.Next(100) == 0) return _random.Next(2) == 0 ? new PlaceUsage(point, 0, 0, 0, 0, 0, 0, null) : new PlaceUsage(point, 1_800_123, 0, 1_800_123, 0, 0, 0, null);
        if (!isUsed && !_isDense && _random.Next(50) > 0) return new PlaceUsage(point, Hour, 0, Hour, 0, 0, 0, null);
        var expected = isUsed ? _random.Next(1_200_000, Hour) : _random.Next(300_000);
        return new PlaceUsage(point, Hour, expected, Hour, expected, expected / 2, expected + ((Hour - expected) / 3), isUsed ? new PlaceUse(0, expected, 1, [expected / 1_000], 0) : null);
    }
}

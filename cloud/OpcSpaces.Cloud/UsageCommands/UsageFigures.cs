using System.Globalization;
using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>Puts the figures of a history together to reports.</summary>
/// <param name="history">The records.</param>
/// <param name="rules">The parameters.</param>
/// <param name="groups">What is withheld.</param>
/// <param name="givesDesks">Whether the community gives figures of single desks.</param>
internal sealed class UsageFigures(UsageHistory history, MetricRules rules, SmallGroups groups, bool givesDesks)
{
    private const int MostDates = 31;

    private CommunityPlaces Places => history.Places;

    public UsageReport Zone(string id)
    {
        var zone = Places.Zones[id];
        var (desks, rooms) = (Places.Where(place => place.Zone.Id == id && place.IsDesk), Places.Where(place => place.Zone.Id == id && !place.IsDesk));
        var sections = new List<UsageSection>();
        var use = desks.Count > 0 ? ZoneUse.Of(history, desks, rules) : null;
        if (use is not null) sections.Add(new("Desks", [.. Use(use, desks), .. Leases([id], desks), .. givesDesks ? Idle(desks) : []]));
        if (rooms.Count > 0) sections.Add(new("Rooms", groups.HideRooms(id) ? [new("use 工位利用率", SmallGroups.Withheld(Units.Share))] : [.. Use(ZoneUse.Of(history, rooms, rules), rooms)]));
        sections.Add(new("Energy", [.. Energy(id, use?.SeatHours ?? Figure.Missing(Units.SeatHours, 1, "there are no desks"))]));
        sections.Add(new("Doors (cards)", [.. DoorFlows.OfZones(history, [id], rules).SelectMany(Door)]));
        return Report($"zone {Places.Community}/{id}", [new("name", zone.Name), new("kind", Word(zone.Kind)), new("desks and rooms", Count(desks.Count + rooms.Count)), .. Areas(id)], sections);
    }

    public UsageReport Desk(int place)
    {
        var facts = Places.Places[place];
        var ranked = DeskRanking.OpenTime(history, place);
        var rows = new List<UsageRow>
        {
            new("use 工位利用率", Figure.Share(ranked, rules.LeastCoverage), "of available time within opening hours"),
            new("seat-hours 工位时", Figure.SeatHours(DeskRanking.WholeTime(history, place), rules.LeastCoverage)),
        };
        rows.AddRange(Dwell([place]));
        if (facts.IsDesk)
        {
            rows.Add(new("never used", null, Word(IdleDesks.NeverUsed(history, place, rules), "never used", "used")));
            rows.Add(new("ghost desk", null, IdleDesks.Ghost(history, place, rules) is { } ghost ? Word(ghost, "ghost desk", "no") : "no: not leased on the last date"));
        }

        var lease = facts.LeaseOn(history.Span.Days[^1].Date);
        var first = Math.Max(0, history.Span.Days.Count - MostDates);
        var dates = Enumerable.Range(first, history.Span.Days.Count - first).Select(day => Date(place, day));
        return Report(
            $"{(facts.IsDesk ? "desk" : "room")} {Places.Community}/{facts.Key}",
            [new("leased by", lease is null ? "nobody on the last date" : $"{lease.Tenant} ({lease.Id})"), new("sensor since", facts.SensorSince is { } since ? since.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "not in the registry")],
            [new("Figures", rows), new(first > 0 ? $"The last {MostDates} dates" : "Dates", [.. dates])]);
    }

    public UsageReport Tenant(Tenant tenant)
    {
        var use = TenantUse.Of(history, tenant.Id, rules);
        var absences = Places.AbsencesOf(tenant.Id).Where(absence => absence.To >= history.Span.Days[0].Date && absence.From <= history.Span.Days[^1].Date)
            .Select(absence => string.Create(CultureInfo.InvariantCulture, $"{absence.From:yyyy-MM-dd} to {absence.To:yyyy-MM-dd}")).ToList();
        return Report(
            $"tenant {Places.Community}/{tenant.Id}",
            [new("name", tenant.Name), new("people", Count(tenant.HeadCount)), new("announced absences", absences.Count > 0 ? string.Join(", ", absences) : "none")],
            [
                new("Figures", [new("attendance 到岗率", use.Attendance, "of leased desks on workdays"), new("use 工位利用率", use.Use, "of available time within opening hours"), new("seat-hours 工位时", use.SeatHours)]),
                new("Leased desks and rooms", [.. use.Places.Select(place => new UsageRow(Places.Places[place.Index].Key, place.Use, place.Ghost is { State: IdleState.Idle } ? "ghost desk" : null))]),
            ]);
    }

    public UsageReport Day(IReadOnlyList<string> zones)
    {
        var desks = Places.Where(place => place.IsDesk);
        var day = history.Span.Days[0];
        var open = day.IsOpen ? string.Create(CultureInfo.InvariantCulture, $"{history.Span.Calendar.Local(day.OpensMs):HH:mm} to {history.Span.Calendar.Local(day.ClosesMs):HH:mm}") : "closed";
        return Report(
            $"day {Places.Community}", [new("workday", day.IsWorkday ? "yes" : "no"), new("open", open)],
            [
                new("All desks", groups.HideTotal(FigureKind.Desks) ? [new("use 工位利用率", SmallGroups.Withheld(Units.Share))] : [.. Use(ZoneUse.Of(history, desks, rules), desks), .. Leases(zones, desks)]),
                new("Energy", [new("energy", groups.Total(FigureKind.Energy, new EnergyUse(history, zones, rules).Total))]),
                new("Zones, use 工位利用率", [.. zones.Where(zone => Places.Places.Any(place => place.Zone.Id == zone)).Select(zone => new UsageRow(zone, UseOf(zone)))]),
            ]);
    }

    private Figure UseOf(string zone) => groups.Told(Places, zone) is { Count: > 0 } told ? ZoneUse.Of(history, told, rules).PlaceUse : SmallGroups.Withheld(Units.Share);

    private IEnumerable<UsageRow> Use(ZoneUse use, IReadOnlyList<int> places)
    {
        yield return new("frequency", use.Frequency, "hours used ÷ hours available");
        if (use.Occupancy is { } occupancy) yield return new("occupancy", occupancy, "occupied desks ÷ desks while in use");
        if (use.Utilisation is { } utilisation) yield return new("utilisation", utilisation, "frequency × occupancy");
        yield return new("use 工位利用率", use.PlaceUse, "of available time within opening hours");
        yield return new("seat-hours 工位时", use.SeatHours);
        yield return new("mean", use.Mean);
        yield return new("peak", use.Peak, use.PeakStartMs is { } peak ? history.Span.Calendar.Local(peak).ToString("'in the hour from 'yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null);
        foreach (var row in Dwell(places)) yield return row;
    }

    private IEnumerable<UsageRow> Dwell(IReadOnlyList<int> places)
    {
        var dwell = DwellTimes.Of(history, places, rules);
        yield return new("stay, median", dwell.Quantile(0.5), $"{Count(dwell.Stays)} seen from beginning to end, {Count(dwell.CutStays)} cut");
        yield return new("stay, 90th percentile", dwell.Quantile(0.9));
    }

    private IEnumerable<UsageRow> Leases(IReadOnlyList<string> zones, IReadOnlyList<int> desks) =>
    [
        new("leased 入驻率", LeaseRates.LeasedSeats(history, desks), "of leasable desks"),
        new("leased area 入驻率", LeaseRates.LeasedArea(history, zones, AreaBasis.Usable, rules), "of leasable 使用面积 (usable area)"),
        new("attendance 到岗率", LeaseRates.AttendanceOfDesks(history, desks, rules), "of leased desks on workdays"),
    ];

    private IEnumerable<UsageRow> Idle(IReadOnlyList<int> desks)
    {
        var never = desks.Select(desk => (desk, IdleDesks.NeverUsed(history, desk, rules))).Where(it => it.Item2.State == IdleState.Idle).ToList();
        var findings = desks.Select(desk => (desk, IdleDesks.Ghost(history, desk, rules)?.State)).ToList();
        yield return new("never used", null, Text(never));
        yield return new("ghost desks", null, Names([.. findings.Where(it => it.State == IdleState.Idle).Select(it => it.desk)]));
        yield return new("perhaps ghost desks", null, $"{Names([.. findings.Where(it => it.State == IdleState.InsufficientData).Select(it => it.desk)])} (insufficient data)");
    }

    private IEnumerable<UsageRow> Energy(string zone, Figure seatHours)
    {
        var energy = new EnergyUse(history, [zone], rules);
        return
        [
            new("energy", energy.Total), new("per area", energy.PerSquareMetre(AreaBasis.Usable), "使用面积 (usable area)"),
            new("per seat-hour", energy.PerSeatHour(seatHours)),
            new("base load", energy.BaseLoad), new("after hours", energy.AfterHours, "above the base load"),
        ];
    }

    private static IEnumerable<UsageRow> Door(DoorFlows flows) =>
        [new(flows.Door.Point, flows.Total, flows.BusiestHour is { } hour ? $"most from {hour:00}:00" : null), new($"{flows.Door.Point} per workday", flows.PerWorkday)];

    private UsageRow Date(int place, int day)
    {
        var facts = history.Days[place][day];
        var state = DeskDays.Use(history, place, day, rules) switch { DeskDayUse.Used => "used", DeskDayUse.Unused => "unused", _ => "undecided" };
        var because = !facts.Has(DayFacts.InUse) ? "not in use" : facts.Has(DayFacts.OutOfService) ? "out of service" : facts.Has(DayFacts.Absent) ? "tenant absent" : null;
        var date = history.Span.Days[day];
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{date.Date:yyyy-MM-dd ddd}"), Figure.SeatHours(history.WholeDay(place, day), rules.LeastCoverage),
            string.Join(", ", ((string?[])[state, date.IsWorkday ? null : "no workday", because]).OfType<string>()));
    }

    private IEnumerable<UsageFact> Areas(string zone) => Places.Areas.Where(area => area.Zone == zone)
        .Select(area => new UsageFact("area", string.Create(CultureInfo.InvariantCulture, $"{area.SquareMetres:0.##} m² {Word(area.Basis)} ({area.Document}, {area.Date:yyyy-MM-dd})")));

    private UsageReport Report(string about, IReadOnlyList<UsageFact> facts, IReadOnlyList<UsageSection> sections)
    {
        var days = history.Span.Days;
        return new UsageReport(about, days[0].Date, days[^1].Date, history.Span.Calendar.TimeZone, facts, sections, HistoryNotes.Of(history, namesPoints: true));
    }

    private string Names(List<int> places) => places.Count == 0 ? "none" : string.Join(", ", places.Select(place => Places.Places[place].Point));

    private static string Word(IdleFinding finding, string idle, string used) => finding.State switch
    {
        IdleState.Idle => $"{idle} {Days(finding)}",
        IdleState.Used => used,
        _ => $"insufficient data {Days(finding)}",
    };

    private static string Days(IdleFinding finding) =>
        $"({(finding.Since is { } since ? $"observed since {since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: " : "")}{Count(finding.UnusedDays)} days unused, {Count(finding.UndecidedDays)} undecided)";

    // Desks that are observed since the same date together.
    private string Text(List<(int Desk, IdleFinding Finding)> never) => never.Count == 0 ? "none" : string.Join("; ", never.GroupBy(it => it.Finding.Since!.Value)
        .Select(since => string.Create(CultureInfo.InvariantCulture, $"{Names([.. since.Select(it => it.Desk)])} (observed since {since.Key:yyyy-MM-dd})")));

    private static string Word<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using OpcSpaces.Answers.Usage;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Api.Usage;

/// <summary>Puts the figures of some dates together to answers.</summary>
/// <param name="part">The records.</param>
/// <param name="rules">The parameters.</param>
/// <param name="groups">What is left out: zones of what shows several, and kinds of figures of what is about the community.</param>
internal sealed class UsageFigures(UsagePart part, MetricRules rules, SmallGroups groups)
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private readonly UsageHistory _history = part.History;

    private CommunityPlaces Places => _history.Places;

    /// <param name="zone">Null for the community.</param>
    public ZoneAnswer Zone(string? zone)
    {
        var (desks, rooms) = (PlacesOf(zone, isDesk: true), PlacesOf(zone, isDesk: false));
        IReadOnlyList<string> zones = zone is null ? [.. Places.Zones.Keys.Order(StringComparer.Ordinal)] : [zone];
        var (hidesDesks, hidesRooms, hidesEnergy) = zone is null ? (groups.HideTotal(FigureKind.Desks), groups.HideTotal(FigureKind.Rooms), groups.HideTotal(FigureKind.Energy)) : (false, groups.HideRooms(zone), false);
        var use = desks.Count > 0 ? Group(desks, hidesDesks) : null;
        return new ZoneAnswer(
            Frame(), zone, use, rooms.Count > 0 ? Group(rooms, hidesRooms) : null,
            new(LeaseRates.LeasedSeats(_history, desks), LeaseRates.LeasedArea(_history, zones, AreaBasis.Usable, rules), hidesDesks ? SmallGroups.Withheld(Units.Share) : LeaseRates.AttendanceOfDesks(_history, desks, rules)),
            hidesEnergy ? WithheldEnergy() : Energy(new EnergyUse(_history, zones, rules), use?.Use.SeatHours ?? Figure.Missing(Units.SeatHours, 1, "there are no desks")),
            [.. DoorFlows.OfZones(_history, [.. zones.Where(id => !groups.HideZone(id))], rules).Select(door => new DoorAnswer(door.Door.Zone, door.Door.Point, door.Total, door.PerWorkday, door.BusiestHour))]);
    }

    public ZonesAnswer Zones() => new(Frame(), [.. Places.Zones.Keys.Order(StringComparer.Ordinal).Select(zone =>
    {
        var places = Places.Where(place => place.Zone.Id == zone);
        if (groups.HideZone(zone)) return new ZoneLine(zone, places.Count, SmallGroups.Withheld(Units.Share), SmallGroups.Withheld(Units.SeatHours), SmallGroups.Withheld(Units.KilowattHours));
        var told = groups.Told(Places, zone);
        var energy = new EnergyUse(_history, [zone], rules).Total;
        if (told.Count == 0 && places.Count > 0) return new ZoneLine(zone, places.Count, SmallGroups.Withheld(Units.Share), SmallGroups.Withheld(Units.SeatHours), energy);
        var use = ZoneUse.Of(_history, told, rules);
        return new ZoneLine(zone, places.Count, use.PlaceUse, use.SeatHours, energy);
    })]);

    public HeatMapAnswer HeatMap(string? zone)
    {
        var map = Model.Usage.Metrics.HeatMap.Of(_history, PlacesOf(zone, isDesk: true), rules);
        return new HeatMapAnswer(Frame(), zone, [.. Week.Select(weekday => new HeatMapRow(weekday, [.. Enumerable.Range(0, 24).Select(hour => map[weekday, hour])]))]);
    }

    public RankingAnswer Ranking(string? zone) => new(
        Frame(), [.. DeskRanking.Of(_history, PlacesOf(zone, isDesk: true), rules).Select(place => new RankedLine(place.Place.Zone.Id, place.Place.Point, TenantOf(place.Place), place.Use))]);

    public IdleAnswer Idle(string? zone)
    {
        var desks = PlacesOf(zone, isDesk: true);
        var ghosts = desks.Select(desk => (Desk: desk, Finding: IdleDesks.Ghost(_history, desk, rules))).Where(it => it.Finding is not null).ToList();
        return new IdleAnswer(
            Frame(), [.. desks.Select(desk => (desk, IdleDesks.NeverUsed(_history, desk, rules))).Where(it => it.Item2.State == IdleState.Idle).Select(it => Line(it.desk, it.Item2))],
            [.. ghosts.Where(it => it.Finding!.State == IdleState.Idle).Select(it => Line(it.Desk, it.Finding!))],
            [.. ghosts.Where(it => it.Finding!.State == IdleState.InsufficientData).Select(it => Line(it.Desk, it.Finding!))]);
    }

    /// <returns>Null for a place that the registry does not have.</returns>
    public PlaceAnswer? Place(string zone, string point)
    {
        var place = Places.IndexOf(zone, point);
        if (place < 0) return null;
        var facts = Places.Places[place];
        return new PlaceAnswer(
            Frame(), facts.Zone.Id, facts.Point, TenantOf(facts), facts.SensorSince,
            Figure.Share(DeskRanking.OpenTime(_history, place), rules.LeastCoverage), Figure.SeatHours(DeskRanking.WholeTime(_history, place), rules.LeastCoverage),
            DwellTimes.Of(_history, [place], rules).Quantile(0.5), facts.IsDesk ? IdleDesks.NeverUsed(_history, place, rules) : null, facts.IsDesk ? IdleDesks.Ghost(_history, place, rules) : null,
            [.. _history.Span.Days.Index().Select(day => new PlaceDate(
                day.Item.Date, DeskDays.Use(_history, place, day.Index, rules), Figure.SeatHours(_history.WholeDay(place, day.Index), rules.LeastCoverage), day.Item.IsWorkday, _history.Days[place][day.Index].IsAvailable()))]);
    }

    public TenantAnswer Tenant(string tenant)
    {
        var use = TenantUse.Of(_history, tenant, rules);
        return new TenantAnswer(Frame(), tenant, use.Attendance, use.Use, use.SeatHours, [.. use.Places.Select(place => new TenantLine(Places.Places[place.Index].Zone.Id, Places.Places[place.Index].Point, place.Use, place.Ghost))]);
    }

    public UsageFrame Frame() => new(
        _history.Span.Days[0].Date, _history.Span.Days[^1].Date, _history.Span.Calendar.TimeZone, part.At, rules.LeastCoverage, HistoryNotes.Of(_history, namesPoints: false));

    private static EnergyFigures WithheldEnergy() => new(SmallGroups.Withheld(Units.KilowattHours), SmallGroups.Withheld(Units.KilowattHoursPerSquareMetre), SmallGroups.Withheld(Units.KilowattHoursPerSeatHour), SmallGroups.Withheld(Units.Watts), SmallGroups.Withheld(Units.KilowattHours));

    // Of seat-hours that are withheld, the energy of one would tell as much.
    private static EnergyFigures Energy(EnergyUse energy, in Figure seatHours) => new(energy.Total, energy.PerSquareMetre(AreaBasis.Usable), energy.PerSeatHour(seatHours), energy.BaseLoad, energy.AfterHours);

    private GroupUse Group(IReadOnlyList<int> places, bool isWithheld)
    {
        if (isWithheld)
        {
            var (share, minutes) = (SmallGroups.Withheld(Units.Share), SmallGroups.Withheld(Units.Minutes));
            return new GroupUse(places.Count, new UseFigures(share, share, share, share, SmallGroups.Withheld(Units.SeatHours), SmallGroups.Withheld(Units.Desks), SmallGroups.Withheld(Units.Desks)), null, minutes, minutes);
        }

        var (use, dwell) = (ZoneUse.Of(_history, places, rules), DwellTimes.Of(_history, places, rules));
        return new GroupUse(
            places.Count, new UseFigures(use.Frequency, use.Occupancy, use.Utilisation, use.PlaceUse, use.SeatHours, use.Mean, use.Peak),
            use.PeakStartMs is { } peak ? DateTimeOffset.FromUnixTimeMilliseconds(peak) : null, dwell.Quantile(0.5), dwell.Quantile(0.9));
    }

    private IReadOnlyList<int> PlacesOf(string? zone, bool isDesk) => Places.Where(place => place.IsDesk == isDesk && (zone is null || place.Zone.Id == zone));

    private string? TenantOf(PlaceFacts place) => place.LeaseOn(_history.Span.Days[^1].Date)?.Tenant;

    private IdleLine Line(int desk, IdleFinding finding) => new(Places.Places[desk].Zone.Id, Places.Places[desk].Point, TenantOf(Places.Places[desk]), finding);
}

using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Notices.Reports;

/// <summary>The figures of a community's month, each with coverage and interval, or with the reason why there is none. JSON of webhooks has it as it is.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
/// <param name="TimeZone">In which the dates are.</param>
/// <param name="AsOf">The figures have what was known at this time.</param>
/// <param name="Desks">How many desks there are.</param>
/// <param name="Frequency">Hours used ÷ hours available.</param>
/// <param name="Occupancy">Occupied desks ÷ desks while in use.</param>
/// <param name="Utilisation">Frequency × occupancy.</param>
/// <param name="DeskUse">工位利用率.</param>
/// <param name="SeatHours">工位时.</param>
/// <param name="Peak">The fullest hour.</param>
/// <param name="Leased">入驻率 by desks.</param>
/// <param name="Attendance">到岗率.</param>
/// <param name="NeverUsed">Desks that were never used in the weeks before the end of the month; null where the community gives no figures of single desks.</param>
/// <param name="Ghosts">Leased desks that were not used for many workdays in a row; null likewise.</param>
/// <param name="Undecided">Desks of which too little is known for either; null likewise.</param>
/// <param name="Energy">Electricity.</param>
/// <param name="EnergyPerSeatHour">Electricity per occupied hour of a seat.</param>
/// <param name="AfterHours">Electricity outside of opening hours, above the base load.</param>
/// <param name="Notes">Sentences about the data.</param>
internal sealed record MonthFigures(
    DateOnly From, DateOnly To, string TimeZone, DateTimeOffset AsOf, int Desks, Figure Frequency, Figure Occupancy, Figure Utilisation, Figure DeskUse, Figure SeatHours, Figure Peak,
    Figure Leased, Figure Attendance, IReadOnlyList<string>? NeverUsed, IReadOnlyList<string>? Ghosts, int? Undecided, Figure Energy, Figure EnergyPerSeatHour, Figure AfterHours, IReadOnlyList<string> Notes)
{
    private const string NoDesks = "there are no desks";

    /// <param name="month">The records of the month.</param>
    /// <param name="weeks">Those of the weeks before its end, in which idle desks are looked for.</param>
    /// <param name="asOf">When they were read.</param>
    /// <param name="rows">The registry's rows.</param>
    public static MonthFigures Of(UsageHistory month, UsageHistory weeks, DateTimeOffset asOf, RegistryRows rows)
    {
        if (rows.Find<CommunityFacts>(month.Places.Community) is not { DeskFigures: false }) return Of(month, weeks, asOf, SmallGroups.None);
        var figures = Of(month, weeks, asOf, SmallGroups.Of(rows, month));
        return figures with { NeverUsed = null, Ghosts = null, Undecided = null, Notes = [.. figures.Notes, "the community gives no figures of single desks"] };
    }

    private static MonthFigures Of(UsageHistory month, UsageHistory weeks, DateTimeOffset asOf, SmallGroups groups)
    {
        var rules = MetricRules.Default;
        var desks = month.Places.Where(place => place.IsDesk);
        var use = ZoneUse.Of(month, desks, rules);
        var energy = new EnergyUse(month, month.Places.Zones.Keys, rules);
        var idle = weeks.Places.Where(place => place.IsDesk).Select(desk => (Name: weeks.Places.Places[desk].Key, Never: IdleDesks.NeverUsed(weeks, desk, rules).State, Ghost: IdleDesks.Ghost(weeks, desk, rules)?.State)).ToList();
        return new MonthFigures(
            month.Span.Days[0].Date, month.Span.Days[^1].Date, month.Span.Calendar.TimeZone, asOf, desks.Count, OfDesks(use.Frequency), OfDesks(use.Occupancy ?? Figure.Missing(Units.Share, 1, NoDesks)),
            OfDesks(use.Utilisation ?? Figure.Missing(Units.Share, 1, NoDesks)), OfDesks(use.PlaceUse), OfDesks(use.SeatHours), OfDesks(use.Peak), LeaseRates.LeasedSeats(month, desks), OfDesks(LeaseRates.AttendanceOfDesks(month, desks, rules)),
            [.. idle.Where(desk => desk.Never == IdleState.Idle).Select(desk => desk.Name)],
            [.. idle.Where(desk => desk.Never != IdleState.Idle && desk.Ghost == IdleState.Idle).Select(desk => desk.Name)],
            idle.Count(desk => desk.Never != IdleState.Idle && desk.Ghost == IdleState.InsufficientData),
            OfMeters(energy.Total), OfMeters(energy.PerSeatHour(OfDesks(use.SeatHours))), OfMeters(energy.AfterHours), HistoryNotes.Of(month, namesPoints: false));

        Figure OfDesks(Figure figure) => groups.Total(FigureKind.Desks, figure);

        Figure OfMeters(Figure figure) => groups.Total(FigureKind.Energy, figure);
    }
}

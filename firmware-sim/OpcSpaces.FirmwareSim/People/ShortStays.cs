using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.People;

/// <summary>The short absences and the short stays that the kind of a place adds to a day.</summary>
internal static class ShortStays
{
    private const double SecondsOfWork = 8 * 3_600;
    private const double FirstVisit = 8.5 * 3_600;
    private const double LastVisit = 19 * 3_600;

    // A stay is not cut near its ends, and a visit does not touch another stay.
    private const double Margin = 60;

    /// <param name="kind">The kind of the place.</param>
    /// <param name="day">The kind of the date; visits are on workdays only.</param>
    /// <param name="stays">The stays of the day, in order; they are changed, and stay in order.</param>
    /// <param name="random">Random numbers of this person and date.</param>
    public static void Apply(PlaceKind kind, DayKind day, List<Stay> stays, SeededRandom random)
    {
        if (kind.Absences is { } absences)
            Cut(stays, absences, random);
        if (kind.Visits is { } visits && day == DayKind.Workday)
            Add(stays, visits, random);
    }

    private static void Cut(List<Stay> stays, ShortTimes absences, SeededRandom random)
    {
        for (var i = 0; i < stays.Count; i++)
        {
            var away = stays[i].FromSeconds + Margin + random.Exponential(SecondsOfWork / absences.PerDay);
            var back = away + absences.DrawSeconds(random);
            if (back > stays[i].ToSeconds - Margin)
                continue;
            stays.Insert(i + 1, stays[i] with { FromSeconds = back });
            stays[i] = stays[i] with { ToSeconds = away };
        }
    }

    private static void Add(List<Stay> stays, ShortTimes visits, SeededRandom random)
    {
        var mean = (LastVisit - FirstVisit) / visits.PerDay;
        for (var at = FirstVisit + random.Exponential(mean); at < LastVisit; at += random.Exponential(mean))
        {
            var visit = new Stay(at, at + visits.DrawSeconds(random));
            if (stays.Exists(stay => stay.FromSeconds < visit.ToSeconds + Margin && stay.ToSeconds > visit.FromSeconds - Margin))
                continue;
            var next = stays.FindIndex(stay => stay.FromSeconds > visit.FromSeconds);
            stays.Insert(next < 0 ? stays.Count : next, visit);
        }
    }
}

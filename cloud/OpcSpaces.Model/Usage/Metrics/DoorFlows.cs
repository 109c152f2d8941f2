using OpcSpaces.Model.Usage.History;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// The entries at one door. They count cards and not people: a person may enter several times, and several may enter on one card. The coverage is
/// the share of hours that the door's gateway has sealed and in which it observed the door all the time, because otherwise entries may be
/// missing.
/// </summary>
/// <param name="Door">The door.</param>
/// <param name="Total">All entries of these hours. There is no upper bound where an hour is missing.</param>
/// <param name="PerWorkday">Entries of a workday, as a mean over the workdays of which all hours are sealed.</param>
/// <param name="BusiestHour">The hour of the day with the most entries, 0 to 23; null without entries.</param>
public sealed record DoorFlows(DoorHistory Door, Figure Total, Figure PerWorkday, int? BusiestHour)
{
    /// <summary>Every door of some zones that the records or the registry have; of one without records nothing is known.</summary>
    public static IReadOnlyList<DoorFlows> OfZones(UsageHistory history, IReadOnlyCollection<string> zones, MetricRules rules)
    {
        var recorded = history.Doors.Where(door => zones.Contains(door.Zone)).ToList();
        var silent = zones.SelectMany(zone => history.Places.Points[zone].Where(PointKind.Door.Has).Select(point => (Zone: zone, Point: point)))
            .Except(recorded.Select(door => (door.Zone, door.Point)))
            .Select(door => new DoorHistory(door.Zone, door.Point) { Entries = [.. Enumerable.Repeat(-1, history.Span.Hours)] });
        return [.. recorded.Concat(silent).OrderBy(door => door.Zone, StringComparer.Ordinal).ThenBy(door => door.Point, PointOrder.Instance).Select(door => Of(history, door, rules))];
    }

    public static DoorFlows Of(UsageHistory history, DoorHistory door, MetricRules rules)
    {
        var (total, known) = (0L, 0);
        var byHour = new long[24];
        for (var hour = 0; hour < history.Span.Hours; hour++)
        {
            if (door.Entries[hour] is < 0) continue;
            known++;
            total += door.Entries[hour];
            byHour[history.Span.LocalHour(hour)] += door.Entries[hour];
        }

        var coverage = history.Span.Hours > 0 ? (double)known / history.Span.Hours : 1;
        return new DoorFlows(
            door, Figure.Of(total, Units.Entries, coverage, total, coverage >= 1 ? total : null, rules.LeastCoverage),
            Workdays(history, door, rules), total > 0 ? Array.IndexOf(byHour, byHour.Max()) : null);
    }

    private static Figure Workdays(UsageHistory history, DoorHistory door, MetricRules rules)
    {
        var (entries, known, workdays) = (0L, 0, 0);
        for (var day = 0; day < history.Span.Days.Count; day++)
        {
            if (!history.Span.Days[day].IsWorkday || history.Span.HoursOf(day) == 0) continue;
            workdays++;
            var hours = Enumerable.Range(history.Span.FirstHour(day), history.Span.HoursOf(day));
            if (hours.Any(hour => door.Entries[hour] < 0)) continue;
            known++;
            entries += hours.Sum(hour => (long)door.Entries[hour]);
        }

        if (workdays == 0) return Figure.Missing(Units.EntriesPerDay, 1, "there is no workday");
        if (known == 0) return Figure.Missing(Units.EntriesPerDay, 0, "no workday is known completely");
        var mean = (double)entries / known;
        return Figure.Of(mean, Units.EntriesPerDay, (double)known / workdays, (double)entries / workdays, known == workdays ? mean : null, rules.LeastCoverage);
    }
}

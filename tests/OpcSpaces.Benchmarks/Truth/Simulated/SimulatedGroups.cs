using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>Divides the errors of a week: by the kind of person at the desk, by its sensors, and by the length of the real absence.</summary>
internal sealed class SimulatedGroups
{
    // People who sit still, as in the building's people.
    private const double StillFromSeconds = 180;
    private static readonly double[] EmptyMinutes = [0, 8, 13, 30, double.MaxValue];

    private readonly SimulatedWeek _week;
    private readonly Dictionary<Place, Habits> _people;
    private readonly ILookup<Place, SensorType> _sensors;

    public SimulatedGroups(SimulatedWeek week)
    {
        var plan = week.Plan;
        _week = week;
        // People have the numbers of their desks.
        _people = plan.Community.Floors.SelectMany(floor => floor.Zones)
            .SelectMany(zone => zone.Desks.Select(desk => new Place(zone.Id, desk.Id)))
            .Index().ToDictionary(desk => desk.Item, desk => new Person(plan.Seed, desk.Index, plan.People).Habits);
        _sensors = plan.Gateways.SelectMany(gateway => gateway.Points).ToLookup(point => new Place(point.ZoneId, point.PointId), point => point.Kind);
    }

    public IEnumerable<string> Lines()
    {
        yield return $"all desks: {_week.Desks()}";
        yield return $"desks of people who sit still: {_week.Desks(IsStill)}";
        yield return $"desks of others: {_week.Desks(desk => !IsStill(desk))}";
        yield return $"desks with motion alone: {_week.Desks(desk => _sensors[desk].Count() == 1)}";
        yield return $"desks with a pad too: {_week.Desks(desk => _sensors[desk].Contains(SensorType.Pad))}";
        yield return $"desks with a power monitor too: {_week.Desks(desk => _sensors[desk].Contains(SensorType.PowerMonitor))}";
        yield return $"meeting rooms: {_week.Rooms()}";
        yield return $"zones: {_week.Zones()}";
        foreach (var (from, to) in EmptyMinutes.Zip(EmptyMinutes.Skip(1))) yield return Empty(from, to);
    }

    private bool IsStill(Place desk) => _people[desk].StirSeconds >= StillFromSeconds;

    private string Empty(double fromMinutes, double toMinutes)
    {
        var (empty, reported) = (0.0, 0.0);
        foreach (var desk in _week.Places.Where(place => place.Place.IsDesk))
        {
            foreach (var gap in desk.Absences(_week.Watched).Where(gap => gap.Minutes >= fromMinutes && gap.Minutes < toMinutes))
            {
                empty += gap.Minutes;
                reported += desk.Reported.Settled.Sum(span => span.Within(gap).Minutes);
            }
        }

        var until = toMinutes == double.MaxValue ? "on" : $"to {toMinutes}";
        return string.Create(CultureInfo.InvariantCulture, $"desks that are empty for {fromMinutes} {until} minutes: {reported / 60:#,##0} of {empty / 60:#,##0} hours reported as occupied");
    }
}

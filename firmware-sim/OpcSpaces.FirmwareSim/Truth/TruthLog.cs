using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Days;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>
/// What really happened in a building. It depends only on the plan, the seed, the people's clock and the time span, so it is the
/// same for a run at any speed, and it needs no run. The signals are made from the same days; a test checks that both agree.
/// </summary>
public static class TruthLog
{
    /// <summary>
    /// The records of a time span, generated as they are read: first those of the script and the kinds of the places, then day by day, in a day zone by zone,
    /// in a zone in the order of their ends. A record that crosses an end of the time span is cut there.
    /// </summary>
    public static IEnumerable<TruthRecord> Of(BuildingPlan plan, int seed, BuildingClock clock, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var record in ScriptTruth.Of(plan, seed, clock, from, to))
            yield return record;
        foreach (var (zone, point, kind) in plan.Kinds.Places)
            yield return new TruthRecord(from, to, zone, point, TruthKind.Kind, kind.Name);
        var days = new BuildingDays(plan, seed);
        var last = DateOnly.FromDateTime(clock.Local(to.AddTicks(-1)));
        for (var date = DateOnly.FromDateTime(clock.Local(from)); date <= last; date = date.AddDays(1))
        {
            foreach (var record in OfDay(days, plan.Kinds, date, clock))
            {
                if (Cut(record, from, to) is { } inside)
                    yield return inside;
            }
        }
    }

    private static IEnumerable<TruthRecord> OfDay(BuildingDays days, PlaceKinds kinds, DateOnly date, BuildingClock clock)
    {
        var midnight = clock.Instant(date, 0);
        foreach (var floor in days.Floors)
        {
            for (var zone = 0; zone < floor.Floor.Zones.Count; zone++)
            {
                var events = days[floor.Index, zone, date].Events;
                foreach (var record in ZoneTruth.Of(floor.Floor.Zones[zone], kinds, events, midnight))
                    yield return record;
                var loads = floor.Residents.Where(resident => resident.Zone == zone).Select(resident => resident.Person.Habits.Load);
                foreach (var record in EnergyTruth.Of(floor.Floor.Zones[zone], [.. loads], events, midnight))
                    yield return record;
            }
        }
    }

    private static TruthRecord? Cut(TruthRecord record, DateTimeOffset from, DateTimeOffset to)
    {
        if (record.To is not { } end)
            return record.From >= from && record.From < to ? record : null;
        if (end <= from || record.From >= to)
            return null;
        // An hour that is only partly in the time span is left out: its energy cannot be divided.
        if (record.What == TruthKind.Energy)
            return record.From >= from && end <= to ? record : null;
        return record with { From = record.From < from ? from : record.From, To = end > to ? to : end };
    }
}

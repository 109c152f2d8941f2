using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.People.Days.Visits;
using OpcSpaces.FirmwareSim.Tenancy;

namespace OpcSpaces.FirmwareSim.People.Days;

/// <summary>
/// The days of all floors of a building. They are generated when they are first needed; the newest few are kept. Thread-safe,
/// because parts of a building can be simulated in separate virtual times.
/// </summary>
internal sealed class BuildingDays
{
    private const int DatesKept = 3;

    private readonly FloorPeople[] _floors;
    private readonly Dictionary<DateOnly, ZoneDay[]>[] _drawn;

    public BuildingDays(BuildingPlan plan, int seed)
    {
        var floors = plan.Community.Floors;
        var absences = TenantAbsences.Of(plan with { Seed = seed });
        var readers = plan.Gateways.SelectMany(gateway => gateway.Points).Where(point => point.ReadsCards).Select(point => (point.ZoneId, point.PointId)).ToHashSet();
        var desks = 0;
        var sharers = plan.Desks;
        _floors = new FloorPeople[floors.Count];
        for (var i = 0; i < _floors.Length; i++)
        {
            _floors[i] = new FloorPeople(i, floors[i], desks, readers, plan.People, plan.Kinds, absences, sharers, seed);
            desks += _floors[i].Residents.Count;
            sharers += _floors[i].Sharers.Count;
        }
        _drawn = [.. _floors.Select(_ => new Dictionary<DateOnly, ZoneDay[]>())];
    }

    public IReadOnlyList<FloorPeople> Floors => _floors;

    /// <summary>The day of one zone; floor and zone by index.</summary>
    public ZoneDay this[int floor, int zone, DateOnly date]
    {
        get
        {
            var kept = _drawn[floor];
            lock (kept)
            {
                if (!kept.TryGetValue(date, out var zones))
                {
                    while (kept.Count >= DatesKept)
                        kept.Remove(kept.Keys.Min());
                    kept.Add(date, zones = new FloorDayDraw(_floors[floor], date).Draw());
                }
                return zones[zone];
            }
        }
    }
}

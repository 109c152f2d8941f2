using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// Gives zones their meters, doors and environment sensors: the given number in the whole building, and at least one of each per
/// zone.
/// </summary>
internal static class Equipment
{
    private const int DesksPerMeter = 8;

    public static List<Floor> Furnish(List<Floor> floors, BuildingOptions options)
    {
        var zones = floors.SelectMany(floor => floor.Zones).ToList();
        var meters = Share(zones, options.Meters ?? (options.Desks + DesksPerMeter - 1) / DesksPerMeter, zone => zone.Desks.Count, CoolingMeters(floors));
        var doors = Share(zones, options.Doors, zone => zone.Rectangle.AreaSquareMetres, []);
        var air = Share(zones, options.EnvironmentSensors, zone => zone.Rectangle.AreaSquareMetres, []);
        return [.. floors.Select(floor => floor with { Zones = [.. floor.Zones.Select(Fit)] })];

        Zone Fit(Zone zone) => zone with
        {
            Meters = Meters(zone, meters[zone.Id]),
            Doors = [.. Enumerable.Range(1, doors[zone.Id]).Select(n => new Door(PointId.Of(PointKind.Door, n), $"门 {n} · Door {n}"))],
            Environment = [.. Enumerable.Range(1, air[zone.Id]).Select(n => new EnvironmentSensor(PointId.Of(PointKind.Environment, n), $"环境 {n} · Air {n}"))],
        };
    }

    /// <summary>The public space of each floor has one more meter, for the floor's air conditioning.</summary>
    private static HashSet<string> CoolingMeters(List<Floor> floors) =>
        [.. floors.Select(floor => floor.Zones.First(zone => zone.Kind == ZoneKind.PublicService).Id)];

    /// <summary>
    /// First one for each zone, then one more for the zones that are to have two, then always one for the zone
    /// that has the fewest for its weight; none at all when the number is 0.
    /// </summary>
    private static Dictionary<string, int> Share(List<Zone> zones, int total, Func<Zone, double> weight, HashSet<string> promised)
    {
        var shares = zones.ToDictionary(zone => zone.Id, _ => total > 0 ? 1 : 0);
        var left = total - zones.Count;
        foreach (var id in promised.Where(_ => left-- > 0))
            shares[id]++;
        var fullest = new PriorityQueue<Zone, (double, int)>();
        foreach (var (zone, index) in zones.Select((zone, index) => (zone, index)))
            fullest.Enqueue(zone, (-weight(zone) / Math.Max(1, shares[zone.Id]), index));
        for (; left > 0 && fullest.TryDequeue(out var zone, out var order); left--)
            fullest.Enqueue(zone, (-weight(zone) / ++shares[zone.Id], order.Item2));
        return shares;
    }

    private static IReadOnlyList<Meter> Meters(Zone zone, int count) =>
    [
        .. Enumerable.Range(1, count).Select(n => zone.Kind == ZoneKind.PublicService && count > 1 && n == count
            ? new Meter(PointId.Of(PointKind.Meter, n), $"空调 {n} · Air conditioning {n}")
            : new Meter(PointId.Of(PointKind.Meter, n), $"照明插座 {n} · Light and sockets {n}")),
    ];
}

using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// Makes a believable building of any size, the same for the same options. Densities are those of domain facts §7:
/// about 10 m² to a desk, one sub-meter per eight desks and at least one per zone.
/// </summary>
public static class BuildingGenerator
{
    private const int DesksPerMeter = 8;

    // Pins 0 and 1 of a Pi are kept for the EEPROM of its boards.
    private const int FirstPin = 2;

    /// <summary>Throws <see cref="BuildingException"/> with every fault when the options ask for an impossible building.</summary>
    public static BuildingPlan Generate(BuildingOptions options)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new BuildingException(faults);
        var floorCount = (options.Desks + FloorShape.DesksOfFullFloor - 1) / FloorShape.DesksOfFullFloor;
        var floors = Apportion.Evenly(options.Desks, floorCount)
            .Select((desks, i) => new FloorGenerator(i + 1, desks, SeededRandom.For(options.Seed, i)).Generate())
            .ToList();
        floors = AddMeters(floors, options.Desks);
        var community = new Community(options.CommunityId, options.CommunityName, floors);
        var zones = community.Zones.Count();
        if (options.Gateways > zones)
            throw new BuildingException([$"{options.Gateways} gateways: {options.Desks} desks make {zones} zones, and each gateway serves at least one"]);
        return new BuildingPlan(community, Wire(community, options.Gateways));
    }

    private static List<Floor> AddMeters(List<Floor> floors, int desks)
    {
        var zones = floors.SelectMany(floor => floor.Zones).ToList();
        var meters = zones.ToDictionary(zone => zone.Id, _ => 1);
        for (var left = (desks + DesksPerMeter - 1) / DesksPerMeter - zones.Count; left > 0; left--)
        {
            var fullest = zones.MaxBy(zone => (double)zone.Desks.Count / meters[zone.Id])!;
            meters[fullest.Id]++;
        }
        return [.. floors.Select(floor => floor with { Zones = [.. floor.Zones.Select(zone => zone with { Meters = Meters(meters[zone.Id]) })] })];
    }

    private static IReadOnlyList<Meter> Meters(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new Meter($"meter/{n}", $"照明插座 {n} · Light and sockets {n}"))];

    /// <summary>Neighbouring zones share a gateway: floor by floor, from left to right, until a gateway has its share of points.</summary>
    private static List<GatewayWiring> Wire(Community community, int gateways)
    {
        var zones = community.Floors
            .SelectMany(floor => floor.Zones.OrderBy(zone => zone.Rectangle.X + zone.Rectangle.Width / 2).ThenBy(zone => zone.Rectangle.Y))
            .ToList();
        var wirings = new List<GatewayWiring>(gateways);
        var (next, pointsLeft) = (0, zones.Sum(Points));
        for (var gateway = 0; gateway < gateways; gateway++)
        {
            var share = pointsLeft / (double)(gateways - gateway);
            var mine = new List<Zone> { zones[next++] };
            var points = Points(mine[0]);
            var last = gateway == gateways - 1;
            while (zones.Count - next > gateways - gateway - 1 && (last || points + Points(zones[next]) / 2.0 < share))
            {
                points += Points(zones[next]);
                mine.Add(zones[next++]);
            }
            pointsLeft -= points;
            wirings.Add(WireGateway(GatewayId(gateway, gateways), mine));
        }
        return wirings;
    }

    private static string GatewayId(int index, int gateways) =>
        "gw-" + (index + 1).ToString(gateways > 99 ? "0000" : "00", System.Globalization.CultureInfo.InvariantCulture);

    private static GatewayWiring WireGateway(string id, List<Zone> zones)
    {
        var points = zones.SelectMany(zone => zone.Desks.Select(desk => (zone.Id, Point: desk.Id, Kind: PointKind.Motion))
            .Concat(zone.Meters.Select(meter => (zone.Id, Point: meter.Id, Kind: PointKind.PulseMeter))));
        return new GatewayWiring(id, zones, [.. points.Select((point, i) => new WiredPoint(point.Id, point.Point, point.Kind, FirstPin + i))]);
    }

    private static int Points(Zone zone) => zone.Desks.Count + zone.Meters.Count;
}

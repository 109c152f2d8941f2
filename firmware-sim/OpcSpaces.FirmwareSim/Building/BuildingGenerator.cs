using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// Generates a realistic building of any size; equal options give equal buildings. About 10 m² per desk, one sub-meter per eight
/// desks and at least one per zone.
/// </summary>
public static class BuildingGenerator
{
    /// <summary>Throws <see cref="BuildingException"/> with every fault when the options cannot be met.</summary>
    public static BuildingPlan Generate(BuildingOptions options)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new BuildingException(faults);
        var community = new Community(options.CommunityId, options.CommunityName, Equipment.Furnish(Floors(options), options));
        var zones = community.Zones.Count();
        if (options.Gateways > zones)
            throw new BuildingException([$"{options.Desks} desks make {zones} zones, and each of the {options.Gateways} gateways needs at least one zone: use at most {zones} gateways"]);
        var wirings = Wire(community, options);
        if (wirings.Find(wiring => !wiring.Fits) is { } full)
            throw new BuildingException([$"with {options.Gateways} gateways, {full.Id} would need more than {WireRules.HighestPin + 1} pins or {WireRules.HighestAddress + 1} chips: use more gateways"]);
        return new BuildingPlan(community, wirings) { Seed = options.Seed, People = options.People, Signals = options.Signals, Remarks = [.. Remarks(options, zones)] };
    }

    private static IEnumerable<string> Remarks(BuildingOptions options, int zones) =>
        new[] { (Count: options.Meters, What: "meter"), (options.Doors, "door"), (options.EnvironmentSensors, "environment sensor") }
            .Where(wanted => wanted.Count > 0 && wanted.Count < zones)
            .Select(wanted => $"{wanted.Count} {wanted.What}{(wanted.Count == 1 ? " was" : "s were")} asked for, but each of the {zones} zones has one");

    /// <summary>The same options with at most as many gateways as the building has zones; for a number of gateways that nobody asked for.</summary>
    internal static BuildingOptions WithFittingGateways(BuildingOptions options) =>
        options.Faults().Count > 0 ? options : options with { Gateways = Math.Min(options.Gateways, ZonesOf(options)) };

    /// <summary>The number of zones of a building with these options.</summary>
    internal static int ZonesOf(BuildingOptions options) => Floors(options).Sum(floor => floor.Zones.Count);

    private static List<Floor> Floors(BuildingOptions options)
    {
        var count = (options.Desks + FloorShape.DesksOfFullFloor - 1) / FloorShape.DesksOfFullFloor;
        return [.. Apportion.Evenly(options.Desks, count).Select((desks, i) => new FloorGenerator(i + 1, desks, options, SeededRandom.For(options.Seed, i)).Generate())];
    }

    /// <summary>Neighbouring zones share a gateway: floor by floor, from left to right, until a gateway has its share of points.</summary>
    private static List<GatewayWiring> Wire(Community community, BuildingOptions options)
    {
        var gateways = options.Gateways;
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
            wirings.Add(new GatewayWiring(GatewayId(gateway, gateways), mine, SensorWiring.Of(mine, options)));
        }
        return wirings;
    }

    private static string GatewayId(int index, int gateways) =>
        "gw-" + (index + 1).ToString(gateways > 99 ? "0000" : "00", System.Globalization.CultureInfo.InvariantCulture);

    private static int Points(Zone zone) => zone.Desks.Count + zone.Meters.Count + zone.Rooms.Count + zone.Doors.Count + zone.Environment.Count;
}

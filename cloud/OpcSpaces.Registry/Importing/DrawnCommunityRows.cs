using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;
using Drawn = OpcSpaces.Model.Spaces;

namespace OpcSpaces.Registry.Importing;

/// <summary>The rows of a community file of the live page, and back. A community file has the plan and the points, and nothing about tenants.</summary>
public static class DrawnCommunityRows
{
    /// <summary>The tables that <see cref="Plan"/> reads.</summary>
    public static IReadOnlySet<RegistryTable> OfPlan { get; } = new HashSet<RegistryTable>
    {
        RegistryTables.Of<CommunityFacts>(), RegistryTables.Of<Floor>(), RegistryTables.Of<Fixture>(), RegistryTables.Of<Zone>(), RegistryTables.Of<Desk>(),
        RegistryTables.Of<Room>(), RegistryTables.Of<Point>(),
    };

    /// <summary>The rows of the file.</summary>
    /// <param name="community">As it was read from the file.</param>
    /// <param name="district">The file does not say it.</param>
    /// <param name="timeZone">The file does not say it.</param>
    /// <param name="since">From when the points are measured.</param>
    public static IReadOnlyList<object> Of(Drawn.Community community, District district, string timeZone, DateTimeOffset since)
    {
        var rows = new List<object> { district, new CommunityFacts(community.Id, community.Name, district.Id, timeZone) };
        foreach (var (level, floor) in community.Floors.Index())
        {
            rows.Add(new Floor(community.Id, floor.Id, floor.Name, level + 1, Metres(floor.WidthMetres), Metres(floor.HeightMetres)));
            foreach (var (i, fixture) in floor.Fixtures.Index())
                rows.Add(new Fixture(community.Id, $"{floor.Id}-{i + 1}", floor.Id, fixture.Kind, Metres(fixture.Rectangle.X), Metres(fixture.Rectangle.Y), Metres(fixture.Rectangle.Width), Metres(fixture.Rectangle.Height), fixture.Name.Length > 0 ? fixture.Name : null));
            foreach (var zone in floor.Zones) rows.AddRange(Rows(community.Id, floor.Id, zone, since));
        }

        return rows;
    }

    /// <summary>The plan of a community of the registry, as the live page draws it; null when it has no floors. A zone without an outline is not drawn.</summary>
    public static Drawn.Community? Plan(RegistryRows rows, string community)
    {
        if (rows.Find<CommunityFacts>(community) is not { } facts) return null;
        var desks = rows.Of<Desk>().Where(desk => desk.Community == community).ToLookup(desk => desk.Zone);
        var rooms = rows.Of<Room>().Where(room => room.Community == community).ToLookup(room => room.Zone);
        var points = rows.Of<Point>().Where(point => point.Community == community).DistinctBy(point => (point.Zone, point.Id)).ToLookup(point => point.Zone);
        var zones = rows.Of<Zone>().Where(zone => zone.Community == community && zone.Outline is not null).ToLookup(zone => zone.Floor);
        var fixtures = rows.Of<Fixture>().Where(fixture => fixture.Community == community).ToLookup(fixture => fixture.Floor);
        List<Drawn.Floor> floors =
        [
            .. rows.Of<Floor>().Where(floor => floor.Community == community).OrderBy(floor => floor.Level).Select(floor => new Drawn.Floor(
                floor.Id, floor.Name, (double)floor.WidthMetres, (double)floor.HeightMetres,
                [.. zones[floor.Id].Select(zone => Draw(zone, desks[zone.Id], rooms[zone.Id], [.. points[zone.Id]]))],
                [.. fixtures[floor.Id].Select(fixture => new Drawn.Fixture(fixture.Kind, fixture.Name ?? "", Box(fixture.X, fixture.Y, fixture.X + fixture.Width, fixture.Y + fixture.Height)))])),
        ];
        return floors.Count == 0 ? null : new Drawn.Community(community, facts.Name, floors);
    }

    private static IEnumerable<object> Rows(string community, string floor, Drawn.Zone zone, DateTimeOffset since)
    {
        var box = zone.Rectangle;
        yield return new Zone(community, zone.Id, floor, zone.Name, zone.Kind, Outline: Outline.Rectangle(Metres(box.X), Metres(box.Y), Metres(box.Width), Metres(box.Height)));
        foreach (var desk in zone.Desks) yield return new Desk(community, zone.Id, desk.Id, Metres(desk.X), Metres(desk.Y), Metres(desk.RotationDegrees), Tags.None);
        foreach (var room in zone.Rooms) yield return new Room(community, zone.Id, room.Id, room.Name, room.Capacity, Tags.None);
        var points = zone.Desks.Select(desk => (desk.Id, Name: (string?)null)).Concat(zone.Rooms.Select(room => (room.Id, Name: (string?)null)))
            .Concat(zone.Meters.Select(meter => (meter.Id, Name: (string?)meter.Name))).Concat(zone.Doors.Select(door => (door.Id, Name: (string?)door.Name)))
            .Concat(zone.Environment.Select(sensor => (sensor.Id, Name: (string?)sensor.Name)));
        foreach (var (id, name) in points) yield return new Point(community, zone.Id, id, 1, since, GenerationReason.Installed, Name: name == id ? null : name);
    }

    private static Drawn.Zone Draw(Zone zone, IEnumerable<Desk> desks, IEnumerable<Room> rooms, IReadOnlyList<Point> points)
    {
        var (left, top, right, bottom) = zone.Outline!.Box;
        return new Drawn.Zone(
            zone.Id, zone.Name, zone.Kind, Box(left, top, right, bottom),
            [.. desks.Select(desk => new Drawn.Desk(desk.Id, (double)desk.X, (double)desk.Y, (double)desk.RotationDegrees)).OrderBy(desk => desk.Id.Length).ThenBy(desk => desk.Id, StringComparer.Ordinal)],
            [.. Named("meter/").Select(point => new Drawn.Meter(point.Id, point.Name ?? point.Id))])
        {
            Rooms = [.. rooms.Select(room => new Drawn.Room(room.Id, room.Name, room.Capacity))],
            Doors = [.. Named("door/").Select(point => new Drawn.Door(point.Id, point.Name ?? point.Id))],
            Environment = [.. Named("env/").Select(point => new Drawn.EnvironmentSensor(point.Id, point.Name ?? point.Id))],
        };

        IEnumerable<Point> Named(string kind) => points.Where(point => point.Id.StartsWith(kind, StringComparison.Ordinal)).OrderBy(point => point.Id.Length).ThenBy(point => point.Id, StringComparer.Ordinal);
    }

    private static Drawn.Rectangle Box(decimal left, decimal top, decimal right, decimal bottom) => new((double)left, (double)top, (double)(right - left), (double)(bottom - top));

    private static decimal Metres(double metres) => decimal.Round((decimal)metres, 3);
}

using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Spaces;
using Facts = OpcSpaces.Model.Registry.Facts;
using Rectangle = OpcSpaces.Model.Spaces.Rectangle;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>The rows of a plan: floors, fixtures, zones with their areas, desks, rooms, gateways and points.</summary>
/// <param name="plan">The building.</param>
/// <param name="opened">Since when its sensors measure.</param>
internal sealed class SpaceRows(BuildingPlan plan, DateOnly opened)
{
    private const long DeskPart = -63;

    // Without the parts of the walls that count for the zone (estimated figure).
    private const decimal UsableShare = 0.98m;
    private const string Survey = "房产测绘报告（模拟）2025-01";
    private readonly DateOnly _surveyed = opened.AddDays(-30);

    private readonly string _id = plan.Community.Id;

    public IEnumerable<object> All()
    {
        var desks = 0;
        foreach (var (level, floor) in plan.Community.Floors.Index())
        {
            yield return new Facts.Floor(_id, floor.Id, floor.Name, level + 1, Metres(floor.WidthMetres), Metres(floor.HeightMetres));
            foreach (var (number, fixture) in floor.Fixtures.Index())
            {
                var box = fixture.Rectangle;
                yield return new Facts.Fixture(
                    _id, $"{floor.Id}-{number + 1}", floor.Id, fixture.Kind, Metres(box.X), Metres(box.Y), Metres(box.Width), Metres(box.Height), fixture.Name.Length > 0 ? fixture.Name : null);
            }

            foreach (var row in floor.Zones.SelectMany(zone => Zone(floor, zone)))
                yield return row;
            foreach (var (zone, number, desk) in floor.Zones.SelectMany(zone => zone.Desks.Select((desk, i) => (zone, i + 1, desk))))
                yield return Desk(zone, number, desk, desks++);
        }

        foreach (var row in Sensors())
            yield return row;
    }

    /// <summary>The areas of the community as a whole; the core of the building is not at the operator's disposal.</summary>
    public IEnumerable<CommunityArea> Areas()
    {
        var floors = plan.Community.Floors;
        var gross = floors.Sum(floor => Square(floor.WidthMetres * floor.HeightMetres));
        var core = floors.Sum(floor => floor.Fixtures.Where(fixture => fixture.Kind == FixtureKind.Core).Sum(fixture => Area(fixture.Rectangle)));
        yield return Of(AreaBasis.GrossFloor, gross);
        yield return Of(AreaBasis.Controllable, gross - core);
        yield return Of(AreaBasis.Exclusive, plan.Community.Zones.Sum(zone => Area(zone.Rectangle)));
        if (plan.Community.Zones.Where(IsForAll).Sum(zone => Area(zone.Rectangle)) is > 0 and var forAll)
            yield return Of(AreaBasis.PublicService, forAll);

        CommunityArea Of(AreaBasis basis, decimal area) => new(_id, basis, area, Survey, _surveyed);
    }

    /// <summary>套内建筑面积 of a zone, in m².</summary>
    public static decimal Area(Rectangle box) => Math.Max(0.01m, Square((double)(Metres(box.Width) * Metres(box.Height))));

    public static bool IsForAll(Model.Spaces.Zone zone) => zone.Kind is ZoneKind.MeetingRoom or ZoneKind.PublicService;

    private IEnumerable<object> Zone(Model.Spaces.Floor floor, Model.Spaces.Zone zone)
    {
        var box = zone.Rectangle;
        yield return new Facts.Zone(
            _id, zone.Id, floor.Id, zone.Name, zone.Kind, zone.Desks.Count > 0 ? zone.Desks.Count : zone.Rooms.Sum(room => room.Capacity) is > 0 and <= 10_000 and var seats ? seats : null,
            Outline: Outline.Rectangle(Metres(box.X), Metres(box.Y), Metres(box.Width), Metres(box.Height)));
        yield return new ZoneArea(_id, zone.Id, AreaBasis.Exclusive, Area(box), Survey, _surveyed);
        yield return new ZoneArea(_id, zone.Id, AreaBasis.Usable, Math.Max(0.01m, decimal.Round(Area(box) * UsableShare, 2)), Survey, _surveyed);
        if (IsForAll(zone))
            yield return new ZoneArea(_id, zone.Id, AreaBasis.PublicService, Area(box), Survey, _surveyed);
        foreach (var room in zone.Rooms)
            yield return new Facts.Room(_id, zone.Id, room.Id, room.Name, room.Capacity, zone.Kind == ZoneKind.MeetingRoom ? Tags.Of("screen", "whiteboard") : Tags.None, Accessible: true);
    }

    private Facts.Desk Desk(Model.Spaces.Zone zone, int number, Model.Spaces.Desk desk, int person)
    {
        var random = SeededRandom.For(plan.Seed, DeskPart, SeededRandom.NumberOf(zone.Id), SeededRandom.NumberOf(desk.Id));
        var equipment = new List<string>();
        // The desk with the power of a GPU has one.
        if (new Person(plan.Seed, person, plan.People).Habits.Load.HasGpu)
            equipment.Add("gpu");
        if (random.Chance(0.7))
            equipment.Add("monitor");
        if (random.Chance(0.12))
            equipment.Add("standing");
        return new Facts.Desk(_id, zone.Id, desk.Id, Metres(desk.X), Metres(desk.Y), Metres(desk.RotationDegrees), Tags.Of(equipment), Accessible: random.Chance(0.05), Number: $"{zone.Id}-{number:00}");
    }

    private IEnumerable<object> Sensors()
    {
        var names = plan.Community.Zones.SelectMany(zone => zone.Meters.Select(meter => (Key: (zone.Id, meter.Id), meter.Name))
            .Concat(zone.Doors.Select(door => (Key: (zone.Id, door.Id), door.Name))).Concat(zone.Environment.Select(air => (Key: (zone.Id, air.Id), air.Name)))).ToDictionary(it => it.Key, it => it.Name);
        var floors = plan.Community.Floors.SelectMany(floor => floor.Zones.Select(zone => (zone.Id, floor.Id))).ToDictionary();
        var since = new DateTimeOffset(opened.ToDateTime(TimeOnly.MinValue), plan.UtcOffset).ToUniversalTime();
        foreach (var gateway in plan.Gateways)
        {
            yield return new Gateway(_id, gateway.Id, opened, gateway.Zones.Count > 0 ? floors[gateway.Zones[0].Id] : null);
            foreach (var point in gateway.Points.GroupBy(point => (point.ZoneId, point.PointId)))
            {
                var (zone, id) = point.Key;
                yield return new Point(
                    _id, zone, id, 1, since, GenerationReason.Installed, gateway.Id, names.TryGetValue((zone, id), out var name) && name != id ? name : null,
                    string.Join(" + ", point.Select(sensor => SensorNames.Of(sensor.Kind)).Distinct()));
            }
        }
    }

    private static decimal Metres(double metres) => decimal.Round((decimal)metres, 3);

    private static decimal Square(double squareMetres) => decimal.Round((decimal)squareMetres, 2);
}

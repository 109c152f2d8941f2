using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.FirmwareSim;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>A building of single rooms: each zone has one desk or one room, with one motion detector, sensors of the air, the light and the sound, and a kind of its own (<see cref="RoomRanges"/>).</summary>
internal static class RoomDraw
{
    private const int RoomPart = 1, AirPart = 2, LightPart = 3, SoundPart = 4;
    private const string Air = "env/1", Light = "env/2", Sound = "env/3", Bus = "i2c-1", LightBus = "i2c-2", SoundBus = "i2c-3";
    private const int FirstPin = 2;
    private const int RoomsInARow = 20;
    private const double SideMetres = 3;

    public static BuildingPlan Draw(int seed, int rooms)
    {
        var (zones, points, kinds) = (new List<Zone>(), new List<WiredPoint>(), new List<(string, string, PlaceKind)>());
        for (var number = 0; number < rooms; number++)
        {
            var name = RoomRanges.Names[number % RoomRanges.Names.Count];
            var zone = Zone(number, RoomRanges.IsRoom(name));
            var point = zone.Rooms.Count > 0 ? zone.Rooms[0].Id : zone.Desks[0].Id;
            zones.Add(zone);
            points.Add(new WiredPoint(zone.Id, point, SensorType.Motion, FirstPin + number));
            points.Add(new WiredPoint(zone.Id, Air, SensorType.Climate, WiredPoint.NoPin) { Chip = new BusAddress("scd4x", Bus, number) });
            points.Add(new WiredPoint(zone.Id, Light, SensorType.Light, WiredPoint.NoPin) { Chip = new BusAddress("bh1750", LightBus, number) });
            points.Add(new WiredPoint(zone.Id, Sound, SensorType.Sound, WiredPoint.NoPin) { Chip = new BusAddress("ads1115", SoundBus, number) });
            // Air, light and sound have random numbers of their own, so that the people do not depend on them.
            kinds.Add((zone.Id, point, RoomRanges.Draw(name, SeededRandom.For(seed, RoomPart, number)) with
            {
                Air = SurroundingRanges.Air(SeededRandom.For(seed, AirPart, number)),
                Light = SurroundingRanges.Light(SeededRandom.For(seed, LightPart, number)),
                Sound = SurroundingRanges.Sound(SeededRandom.For(seed, SoundPart, number)),
            }));
        }

        var floor = new Floor("1F", "Rooms", RoomsInARow * SideMetres, SideMetres * ((rooms + RoomsInARow - 1) / RoomsInARow), zones, []);
        return new BuildingPlan(new Community("rooms", "Simulated rooms", [floor]), [new GatewayWiring("gw-01", zones, points)])
        {
            Seed = seed,
            People = new PeopleMix { Never = 0, PartTime = 0 },
            Kinds = new PlaceKinds(kinds),
        };
    }

    private static EnvironmentSensor[] EnvironmentOf(string zone) => [new(Air, zone), new(Light, zone), new(Sound, zone)];

    private static Zone Zone(int number, bool isRoom)
    {
        var (id, box) = ($"R{number + 1:000}", new Rectangle(number % RoomsInARow * SideMetres, number / RoomsInARow * SideMetres, SideMetres, SideMetres));
        return isRoom
            ? new Zone(id, id, ZoneKind.PrivateOffice, box, [], []) { Rooms = [new Room(PointId.Of(PointKind.Room, 1), id, Capacity: 8)], Environment = EnvironmentOf(id) }
            : new Zone(id, id, ZoneKind.PrivateOffice, box, [new Desk(PointId.Of(PointKind.Desk, 1), box.X + (SideMetres / 2), box.Y + (SideMetres / 2), 0)], []) { Environment = EnvironmentOf(id) };
    }
}

using OpcSpaces.Edge.Config;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>Reads floors and zones that were drawn by hand; they have the members of a community file.</summary>
internal static class SpacesReader
{
    public static Floor Floor(ConfigSection floor) => new(
        floor.RequiredText("id"),
        floor.Text("name", floor.Text("id", "")),
        floor.RequiredReal("widthMetres"),
        floor.RequiredReal("heightMetres"),
        floor.Parts("zones", Zone),
        floor.OptionalParts("fixtures", Fixture));

    private static Zone Zone(ConfigSection zone) => new(
        zone.RequiredText("id"),
        zone.Text("name", zone.Text("id", "")),
        Choice<ZoneKind>(zone, "kind"),
        zone.Part("rectangle", Rectangle),
        zone.OptionalParts("desks", Desk),
        zone.OptionalParts("meters", meter => new Meter(meter.RequiredText("id"), NameOf(meter))))
    {
        Rooms = zone.OptionalParts("rooms", room => new Room(room.RequiredText("id"), NameOf(room), room.RequiredNumber("capacity"))),
        Doors = zone.OptionalParts("doors", door => new Door(door.RequiredText("id"), NameOf(door))),
        Environment = zone.OptionalParts("environment", sensor => new EnvironmentSensor(sensor.RequiredText("id"), NameOf(sensor))),
    };

    private static Fixture Fixture(ConfigSection fixture) => new(Choice<FixtureKind>(fixture, "kind"), NameOf(fixture), fixture.Part("rectangle", Rectangle));

    private static Desk Desk(ConfigSection desk) =>
        new(desk.RequiredText("id"), desk.RequiredReal("x"), desk.RequiredReal("y"), desk.Real("rotationDegrees", 0));

    private static Rectangle Rectangle(ConfigSection box) =>
        new(box.RequiredReal("x"), box.RequiredReal("y"), box.RequiredReal("width"), box.RequiredReal("height"));

    private static string NameOf(ConfigSection section) => section.Text("name", section.Text("id", ""));

    private static T Choice<T>(ConfigSection section, string name) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName).ToList();
        return section.RequiredText(name).Length == 0 ? default : Enum.Parse<T>(section.OneOf(name, names, names[0]), ignoreCase: true);
    }
}

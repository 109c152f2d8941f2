using OpcSpaces.Settings;

namespace OpcSpaces.Model.Spaces;

/// <summary>Reads floors and zones that were drawn by hand; they have the members of a community file.</summary>
public static class SpacesReader
{
    public static Floor Floor(SettingsSection floor)
    {
        var (id, name) = Named(floor);
        return new Floor(
            id,
            name,
            floor.RequiredReal("widthMetres"),
            floor.RequiredReal("heightMetres"),
            floor.Parts("zones", Zone),
            floor.OptionalParts("fixtures", Fixture));
    }

    private static Zone Zone(SettingsSection zone)
    {
        var (id, name) = Named(zone);
        return new Zone(
            id,
            name,
            Choice<ZoneKind>(zone, "kind"),
            zone.Part("rectangle", Rectangle),
            zone.OptionalParts("desks", Desk),
            zone.OptionalParts("meters", Meter))
        {
            Rooms = zone.OptionalParts("rooms", Room),
            Doors = zone.OptionalParts("doors", Door),
            Environment = zone.OptionalParts("environment", Air),
        };
    }

    private static Meter Meter(SettingsSection meter)
    {
        var (id, name) = Named(meter);
        return new Meter(id, name);
    }

    private static Room Room(SettingsSection room)
    {
        var (id, name) = Named(room);
        return new Room(id, name, room.RequiredNumber("capacity"));
    }

    private static Door Door(SettingsSection door)
    {
        var (id, name) = Named(door);
        return new Door(id, name);
    }

    private static EnvironmentSensor Air(SettingsSection sensor)
    {
        var (id, name) = Named(sensor);
        return new EnvironmentSensor(id, name);
    }

    private static Fixture Fixture(SettingsSection fixture) => new(Choice<FixtureKind>(fixture, "kind"), fixture.Text("name", fixture.Text("id", "")), fixture.Part("rectangle", Rectangle));

    private static Desk Desk(SettingsSection desk) =>
        new(desk.RequiredText("id"), desk.RequiredReal("x"), desk.RequiredReal("y"), desk.Real("rotationDegrees", 0));

    private static Rectangle Rectangle(SettingsSection box) =>
        new(box.RequiredReal("x"), box.RequiredReal("y"), box.RequiredReal("width"), box.RequiredReal("height"));

    // The id is asked for once, so that one of the wrong shape is one fault.
    private static (string Id, string Name) Named(SettingsSection section)
    {
        var id = section.RequiredText("id");
        return (id, section.Text("name", id));
    }

    private static T Choice<T>(SettingsSection section, string name) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName).ToList();
        return section.RequiredText(name).Length == 0 ? default : Enum.Parse<T>(section.OneOf(name, names, names[0]), ignoreCase: true);
    }
}

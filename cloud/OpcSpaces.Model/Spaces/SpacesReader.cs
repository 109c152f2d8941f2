using OpcSpaces.Settings;

namespace OpcSpaces.Model.Spaces;

/// <summary>
/// Reads a community with its floors, zones and points. The community files of the cloud and the descriptions of the simulator that
/// have floors drawn by hand use it alike.
/// </summary>
public static class SpacesReader
{
    /// <summary>Reads a whole community file: <c>id</c>, <c>name</c>, <c>floors</c>.</summary>
    public static Community Community(SettingsSection file)
    {
        var (id, name) = Named(file);
        // Earlier versions wrote every zone a second time.
        file.Ignore("zones");
        return new Community(id, name, file.Parts("floors", Floor));
    }

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
            zone.RequiredChoice<ZoneKind>("kind"),
            zone.RequiredPart("rectangle", Rectangle),
            zone.OptionalParts("desks", Desk),
            zone.OptionalParts("meters", meter => Point(meter, (id, name) => new Meter(id, name))))
        {
            Rooms = zone.OptionalParts("rooms", room => Point(room, (id, name) => new Room(id, name, room.RequiredNumber("capacity")))),
            Doors = zone.OptionalParts("doors", door => Point(door, (id, name) => new Door(id, name))),
            Environment = zone.OptionalParts("environment", sensor => Point(sensor, (id, name) => new EnvironmentSensor(id, name))),
        };
    }

    private static Fixture Fixture(SettingsSection fixture) => new(
        fixture.RequiredChoice<FixtureKind>("kind"), fixture.Text("name", fixture.Text("id", "")), fixture.RequiredPart("rectangle", Rectangle));

    private static Desk Desk(SettingsSection desk) =>
        new(desk.RequiredText("id"), desk.RequiredReal("x"), desk.RequiredReal("y"), desk.Real("rotationDegrees", 0));

    private static Rectangle Rectangle(SettingsSection box) =>
        new(box.RequiredReal("x"), box.RequiredReal("y"), box.RequiredReal("width"), box.RequiredReal("height"));

    private static T Point<T>(SettingsSection point, Func<string, string, T> create)
    {
        var (id, name) = Named(point);
        return create(id, name);
    }

    // Without a name, the id is shown. The id is read once, so that an id of the wrong type is one fault.
    private static (string Id, string Name) Named(SettingsSection section)
    {
        var id = section.RequiredText("id");
        return (id, section.Text("name", id));
    }
}

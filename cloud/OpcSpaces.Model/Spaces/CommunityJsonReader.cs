using System.Text.Json;

namespace OpcSpaces.Model.Spaces;

/// <summary>Turns JSON into a community and notes every member that is missing or of the wrong kind instead of stopping at the first.</summary>
internal static class CommunityJsonReader
{
    private static readonly Rectangle Unknown = new(double.NaN, double.NaN, double.NaN, double.NaN);

    public static Community Read(JsonElement root, List<CommunityFault> faults)
    {
        var node = new JsonNodeReader(root, "", faults);
        return new Community(node.Text("id"), node.Text("name"), node.List("floors", ReadFloor));
    }

    private static Floor ReadFloor(JsonNodeReader node) => new(
        node.Text("id"),
        node.Text("name"),
        node.Number("widthMetres"),
        node.Number("heightMetres"),
        node.List("zones", ReadZone),
        node.OptionalList("fixtures", ReadFixture));

    private static Zone ReadZone(JsonNodeReader node) => new(
        node.Text("id"),
        node.Text("name"),
        node.Choice<ZoneKind>("kind"),
        node.Member("rectangle", ReadRectangle, Unknown),
        node.OptionalList("desks", ReadDesk),
        node.OptionalList("meters", ReadMeter))
    {
        Rooms = node.OptionalList("rooms", ReadRoom),
        Doors = node.OptionalList("doors", ReadDoor),
        Environment = node.OptionalList("environment", ReadEnvironment),
    };

    private static Fixture ReadFixture(JsonNodeReader node) => new(
        node.Choice<FixtureKind>("kind"), node.Text("name"), node.Member("rectangle", ReadRectangle, Unknown));

    private static Desk ReadDesk(JsonNodeReader node) =>
        new(node.Text("id"), node.Number("x"), node.Number("y"), node.Number("rotationDegrees"));

    private static Meter ReadMeter(JsonNodeReader node) => new(node.Text("id"), node.Text("name"));

    private static Room ReadRoom(JsonNodeReader node) => new(node.Text("id"), node.Text("name"), node.WholeNumber("capacity"));

    private static Door ReadDoor(JsonNodeReader node) => new(node.Text("id"), node.Text("name"));

    private static EnvironmentSensor ReadEnvironment(JsonNodeReader node) => new(node.Text("id"), node.Text("name"));

    private static Rectangle ReadRectangle(JsonNodeReader node) =>
        new(node.Number("x"), node.Number("y"), node.Number("width"), node.Number("height"));
}

using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.DoorContacts;

/// <summary>The settings of a door contact, some of which need another sensor of the zone.</summary>
public sealed class DoorContactConfigTests
{
    private const string Reader = """{ "point": "door/1", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 8 }""";
    private const string Room = """{ "point": "room/1", "sensor": "motion", "pin": 11 }""";
    private const string Desk = """{ "point": "desk/1", "sensor": "motion", "pin": 12 }""";

    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<DoorContactConfig>(
            """
            { "point": "door/1", "sensor": "doorContact", "pin": 5, "debounceMs": 50, "openIsHigh": false, "heldSeconds": 90, "entrySeconds": 15, "exitPin": 6,
              "opensInto": "room/1" }
            """,
            Reader, Room);
        var expected = new DoorContactConfig
        {
            Point = "door/1",
            Pin = 5,
            DebounceMs = 50,
            OpenIsHigh = false,
            HeldSeconds = 90,
            EntrySeconds = 15,
            ExitPin = 6,
            OpensInto = "room/1",
        };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("entrySeconds", """{ "point": "door/9", "sensor": "doorContact", "pin": 30, "entrySeconds": 10 }""")]
    [InlineData("entrySeconds", """{ "point": "door/1", "sensor": "doorContact", "pin": 30, "entrySeconds": 1000 }""")]
    [InlineData("opensInto", """{ "point": "door/9", "sensor": "doorContact", "pin": 30, "opensInto": "room/9" }""")]
    [InlineData("opensInto", """{ "point": "door/9", "sensor": "doorContact", "pin": 30, "opensInto": "desk/1" }""")]
    [InlineData("exitPin", """{ "point": "door/9", "sensor": "doorContact", "pin": 30, "exitPin": 31 }""")]
    [InlineData("exitPin", """{ "point": "door/1", "sensor": "doorContact", "pin": 30, "entrySeconds": 10, "exitPin": 30 }""")]
    [InlineData("heldSeconds", """{ "point": "door/9", "sensor": "doorContact", "pin": 30, "heldSeconds": 0 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, Reader, Room, Desk, point);
}

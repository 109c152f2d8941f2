using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.LightBarriers;

/// <summary>The settings of light barriers.</summary>
public sealed class LightBarriersConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<LightBarriersConfig>("""
            { "point": "room/1", "sensor": "lightBarriers", "outerPin": 12, "innerPin": 13, "capacity": 8, "brokenIsLow": true, "debounceMs": 5, "blockedSeconds": 30,
              "emptyAfterMinutes": 45 }
            """);
        var expected = new LightBarriersConfig
        {
            Point = "room/1",
            OuterPin = 12,
            InnerPin = 13,
            Capacity = 8,
            BrokenIsLow = true,
            DebounceMs = 5,
            BlockedSeconds = 30,
            EmptyAfterMinutes = 45,
        };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("point", """{ "point": "room/1", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 31, "capacity": 8 }""")]
    [InlineData("capacity", """{ "point": "room/9", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 31, "capacity": 0 }""")]
    [InlineData("capacity", """{ "point": "room/9", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 31 }""")]
    [InlineData("innerPin", """{ "point": "room/9", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 30, "capacity": 8 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "room/1", "sensor": "lightBarriers", "outerPin": 12, "innerPin": 13, "capacity": 8 }""", point);
}

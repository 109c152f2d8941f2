using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.Motion;

/// <summary>The settings of a motion detector.</summary>
public sealed class MotionConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<MotionConfig>("""
            { "point": "desk/1", "sensor": "motion", "pin": 4, "debounceMs": 20, "delaySeconds": 2.5, "holdOffSeconds": 600, "stuckMinutes": 60 }
            """);
        var expected = new MotionConfig
        {
            Point = "desk/1",
            Pin = 4,
            DebounceMs = 20,
            DelaySeconds = 2.5,
            HoldOffSeconds = 600,
            StuckMinutes = 60,
        };
        Assert.Equal(expected, config);
        Assert.Equal((600, 2.5), (config.Presence.HoldOffSeconds, config.Presence.DelaySeconds));
    }

    [Theory]
    [InlineData("stuckMinutes", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "stuckMinutes": 1 }""")]
    [InlineData("holdOffSeconds", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "holdOffSeconds": 0 }""")]
    [InlineData("delaySeconds", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "delaySeconds": -1 }""")]
    [InlineData("point", """{ "point": "meter/1", "sensor": "motion", "pin": 1 }""")]
    [InlineData("pin", """{ "point": "desk/1", "sensor": "motion" }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, point);
}

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
    [InlineData(1800, 31)]
    [InlineData(1800, 240)]
    [InlineData(599, 10)]
    public void A_delay_of_half_an_hour_is_accepted_where_stuck_is_longer(int delaySeconds, int stuckMinutes)
    {
        var config = PointFile.First<MotionConfig>($$"""{ "point": "desk/1", "sensor": "motion", "pin": 4, "delaySeconds": {{delaySeconds}}, "stuckMinutes": {{stuckMinutes}} }""");
        Assert.Equal((delaySeconds, stuckMinutes), (config.Presence.DelaySeconds, config.StuckMinutes));
    }

    [Theory]
    [InlineData("stuckMinutes", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "stuckMinutes": 1 }""")]
    [InlineData("holdOffSeconds", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "holdOffSeconds": 0 }""")]
    [InlineData("delaySeconds", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "delaySeconds": -1 }""")]
    [InlineData("delaySeconds", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "delaySeconds": 1801 }""")]
    [InlineData("stuckMinutes", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "delaySeconds": 1800, "stuckMinutes": 30 }""")]
    [InlineData("stuckMinutes", """{ "point": "desk/1", "sensor": "motion", "pin": 1, "delaySeconds": 600, "stuckMinutes": 10 }""")]
    [InlineData("point", """{ "point": "meter/1", "sensor": "motion", "pin": 1 }""")]
    [InlineData("pin", """{ "point": "desk/1", "sensor": "motion" }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, point);
}

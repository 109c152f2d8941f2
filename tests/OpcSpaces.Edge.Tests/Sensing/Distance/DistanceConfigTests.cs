using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.Distance;

/// <summary>The settings of a distance sensor.</summary>
public sealed class DistanceConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<DistanceConfig>("""
            { "point": "desk/1", "sensor": "distance", "chip": "vl53l1x", "bus": "i2c-1", "address": "0x29", "nearMillimetres": 1500, "pollMs": 500, "lastingSeconds": 3 }
            """);
        var expected = new DistanceConfig { Point = "desk/1", Chip = "vl53l1x", Bus = "i2c-1", Address = 41, NearMillimetres = 1500, PollMs = 500, LastingSeconds = 3 };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("nearMillimetres", """{ "point": "desk/9", "sensor": "distance", "chip": "vl53l0x", "bus": "i2c-2", "address": 41, "nearMillimetres": 1500 }""")]
    [InlineData("chip", """{ "point": "desk/9", "sensor": "distance", "chip": "hcsr04", "bus": "i2c-2", "address": 41 }""")]
    [InlineData("bus", """{ "point": "desk/9", "sensor": "distance", "chip": "vl53l0x", "bus": "spi-0", "address": 0 }""")]
    [InlineData("point", """{ "point": "env/9", "sensor": "distance", "chip": "vl53l0x", "bus": "i2c-2", "address": 41 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "desk/1", "sensor": "distance", "chip": "vl53l0x", "bus": "i2c-1", "address": 41 }""", point);
}

using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.Thermal;

/// <summary>The settings of a thermal array.</summary>
public sealed class ThermalConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<ThermalConfig>("""
            { "point": "room/1", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-1", "address": "0x68", "warmKelvin": 1.5, "warmPixels": 2, "pollSeconds": 1, "lastingSeconds": 4 }
            """);
        var expected = new ThermalConfig { Point = "room/1", Chip = "amg8833", Bus = "i2c-1", Address = 104, WarmKelvin = 1.5, WarmPixels = 2, PollSeconds = 1, LastingSeconds = 4 };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("warmPixels", """{ "point": "desk/9", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-2", "address": 105, "warmPixels": 32 }""")]
    [InlineData("warmKelvin", """{ "point": "desk/9", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-2", "address": 105, "warmKelvin": 0 }""")]
    [InlineData("lastingSeconds", """{ "point": "desk/9", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-2", "address": 105, "lastingSeconds": 90 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "desk/1", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-1", "address": 105 }""", point);
}

using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.PowerMonitors;

/// <summary>The settings of a power monitor.</summary>
public sealed class PowerMonitorConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<PowerMonitorConfig>("""
            { "point": "desk/1", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": "0x40", "activeWatts": 40, "maximumWatts": 2000,
              "pollSeconds": 5, "deadbandWatts": 2, "deadbandPercent": 3, "slowestReportSeconds": 600 }
            """);
        var expected = new PowerMonitorConfig
        {
            Point = "desk/1",
            Chip = "ina219",
            Bus = "i2c-1",
            Address = 64,
            ActiveWatts = 40,
            MaximumWatts = 2000,
            PollSeconds = 5,
            DeadbandWatts = 2,
            DeadbandPercent = 3,
            SlowestReportSeconds = 600,
        };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("point", """{ "point": "desk/1", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65 }""")]
    [InlineData("address", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 64 }""")]
    [InlineData("chip", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina226", "address": 65 }""")]
    [InlineData("activeWatts", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65, "activeWatts": 100000 }""")]
    [InlineData("activeWatts", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65, "activeWatts": "30 W" }""")]
    [InlineData("slowestReportSeconds", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65, "pollSeconds": 60, "slowestReportSeconds": 30 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": "0x40" }""", point);
}

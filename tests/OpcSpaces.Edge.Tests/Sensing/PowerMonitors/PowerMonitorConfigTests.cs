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
            { "point": "desk/1", "sensor": "powerMonitor", "chip": "ads1115", "bus": "i2c-1/0x70/3", "address": "0x48", "activeWatts": 40, "maximumWatts": 2000,
              "input": "2-3", "amperesPerVolt": 50, "volts": 120, "powerFactor": 0.9, "pollSeconds": 5, "deadbandWatts": 2, "deadbandPercent": 3, "slowestReportSeconds": 600 }
            """);
        var expected = new PowerMonitorConfig
        {
            Point = "desk/1",
            Chip = "ads1115",
            Bus = "i2c-1/0x70/3",
            Address = 72,
            ActiveWatts = 40,
            MaximumWatts = 2000,
            Input = "2-3",
            AmperesPerVolt = 50,
            Volts = 120,
            PowerFactor = 0.9,
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
    [InlineData("maximumWatts", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65, "maximumWatts": 3680 }""")]
    [InlineData("activeWatts", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65, "shuntOhms": 0.5 }""")]
    [InlineData("shuntOhms", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 65, "shuntOhms": 0 }""")]
    [InlineData("input", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ads1115", "address": 72, "input": "1-2" }""")]
    [InlineData("amperesPerVolt", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ads1115", "address": 72, "amperesPerVolt": 0 }""")]
    [InlineData("powerFactor", """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ads1115", "address": 72, "powerFactor": 1.2 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": "0x40" }""", point);

    // One wrong value is one fault, and not also a fault of what follows from it.
    [Theory]
    [InlineData("ina219", "shuntOhms", "1e308", "use 0.001 to 1")]
    [InlineData("ina219", "shuntOhms", "-1", "use 0.001 to 1")]
    [InlineData("ina219", "activeWatts", "1e308", "use 1 to 10000")]
    [InlineData("ads1115", "activeWatts", "1e308", "use 1 to 10000")]
    [InlineData("ads1115", "activeWatts", "-1", "use 1 to 10000")]
    public void A_number_out_of_range_is_one_fault(string chip, string setting, string value, string fix)
    {
        var fault = Assert.Single(PointFile.Faults($$"""{ "point": "desk/1", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "{{chip}}", "address": 72, "{{setting}}": {{value}} }"""));
        Assert.Equal(fix, fault.Fix);
        Assert.EndsWith($".{setting}", fault.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64.5")]
    [InlineData("\"64\"")]
    [InlineData("\"0x\"")]
    [InlineData("true")]
    public void An_address_that_is_no_number_is_told_both_ways_to_write_it(string address)
    {
        var fault = Assert.Single(PointFile.Faults($$"""{ "point": "desk/1", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": {{address}} }"""));
        Assert.Equal("write a whole number without quotes, or a hexadecimal one in quotes, as \"0x40\"", fault.Fix);
    }

    [Fact]
    public void The_shunt_of_an_INA219_is_read() =>
        Assert.Equal(0.05, PointFile.First<PowerMonitorConfig>("""{ "point": "desk/1", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 64, "shuntOhms": 0.05 }""").ShuntOhms);

    [Theory]
    [InlineData("ina219", "input", "\"0\"", "an INA219 measures direct current only, and this belongs to a current clamp: remove it, or use \"ads1115\" with a clamp for a 230 V circuit")]
    [InlineData("ina219", "amperesPerVolt", "30", "an INA219 measures direct current only, and this belongs to a current clamp: remove it, or use \"ads1115\" with a clamp for a 230 V circuit")]
    [InlineData("ina219", "volts", "230", "an INA219 measures direct current only, and this belongs to a current clamp: remove it, or use \"ads1115\" with a clamp for a 230 V circuit")]
    [InlineData("ina219", "powerFactor", "0.95", "an INA219 measures direct current only, and this belongs to a current clamp: remove it, or use \"ads1115\" with a clamp for a 230 V circuit")]
    [InlineData("ads1115", "shuntOhms", "0.1", "an ADS1115 measures with a current clamp, and has no shunt: remove it, or use \"ina219\" for direct current")]
    public void A_setting_of_the_other_chip_is_refused_with_the_reason(string chip, string setting, string value, string fix)
    {
        var fault = Assert.Single(PointFile.Faults($$"""{ "point": "desk/1", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "{{chip}}", "address": 72, "{{setting}}": {{value}} }"""));
        Assert.Equal((value, fix), (fault.Value, fault.Fix));
        Assert.EndsWith($".{setting}", fault.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void An_INA219_is_refused_at_a_socket_with_the_reason()
    {
        var fault = Assert.Single(PointFile.Faults("""{ "point": "desk/1", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ina219", "address": 64, "maximumWatts": 3680 }"""));
        Assert.Equal("an INA219 measures direct current, and with this shunt 83.2 W at most: use less, or \"ads1115\" with a current clamp for a 230 V circuit", fault.Fix);
    }

    [Fact]
    public void Four_clamps_share_a_converter_when_each_has_its_own_input()
    {
        string[] clamps = [.. Enumerable.Range(0, 4).Select(input => $$"""{ "point": "desk/{{input + 1}}", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ads1115", "address": 72, "input": "{{input}}" }""")];
        Assert.Equal(4, PointFile.Read(clamps).Zones[0].Points.Count);
        PointFile.AssertFault("address", [.. clamps, """{ "point": "desk/9", "sensor": "powerMonitor", "bus": "i2c-1", "chip": "ads1115", "address": 72, "input": "0-1" }"""]);
    }
}

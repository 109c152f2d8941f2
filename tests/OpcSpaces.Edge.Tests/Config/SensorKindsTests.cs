using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Config;

/// <summary>Every kind of sensor in a configuration file, and everything that can be wrong with one.</summary>
public sealed class SensorKindsTests
{
    private static string File(params string[] points) => $$"""
        {
          "group": "hub", "gateway": "gw-1", "dataDirectory": "/data",
          "badges": { "keyFile": "/etc/opcspaces/badge-key", "timeZone": "Asia/Shanghai" },
          "zones": [ { "id": "hall", "points": [
        {{string.Join(",\n", points)}}
          ] } ]
        }
        """;

    private static readonly string[] All =
    [
        """{ "point": "desk/1", "sensor": "motion", "pin": 2 }""",
        """{ "point": "desk/1", "sensor": "pad", "pin": 3, "debounceMs": 300, "activeLow": true }""",
        """{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": "0x40", "activeWatts": 40 }""",
        """{ "point": "meter/1", "sensor": "pulseMeter", "pin": 4, "pulsesPerKilowattHour": 1000, "fuseAmperes": 63, "phases": 3 }""",
        """{ "point": "door/1", "sensor": "doorContact", "pin": 5, "openIsHigh": false, "heldSeconds": 90, "entrySeconds": 15, "exitPin": 6, "opensInto": "room/1" }""",
        """{ "point": "door/1", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 8, "bits": 26, "facilityCodes": [17, 18] }""",
        """{ "point": "door/2", "sensor": "wiegand", "data0Pin": 9, "data1Pin": 10, "bits": "auto" }""",
        """{ "point": "door/3", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 0 }""",
        """{ "point": "room/1", "sensor": "motion", "pin": 11 }""",
        """{ "point": "room/1", "sensor": "lightBarriers", "outerPin": 12, "innerPin": 13, "capacity": 8, "brokenIsLow": true }""",
        """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 98, "reportSeconds": 30, "co2DeadbandPpm": 50 }""",
        """{ "point": "env/2", "sensor": "climate", "chip": "bme280", "bus": "i2c-1", "address": 118 }""",
    ];

    [Fact]
    public void Every_kind_is_read_and_makes_its_metrics()
    {
        var config = GatewayConfigFile.Parse(File(All));
        Assert.Equal(
            [
                "desk/1/occupied Boolean", "desk/1/power Float", "meter/1/energy UInt64", "meter/1/power Float", "door/1/state String", "door/1/entry String",
                "door/2/entry String", "door/3/entry String", "room/1/occupied Boolean", "room/1/count UInt16", "env/1/co2 Float", "env/1/temperature Float",
                "env/1/humidity Float", "env/2/temperature Float", "env/2/humidity Float",
            ],
            config.Sensing.Metrics.Select(metric => $"{metric.Name} {metric.DataType}"));
        var power = config.Zones[0].Points.OfType<PowerMonitorConfig>().Single();
        Assert.Equal(("i2c-1", 64, 40.0), (power.Bus, power.Address, power.ActiveWatts));
        Assert.Equal([17, 18], config.Zones[0].Points.OfType<WiegandConfig>().First().FacilityCodes);
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same()
    {
        using var directory = new TemporaryDirectory();
        var (first, second) = (directory.File("first.json"), directory.File("second.json"));
        GatewayFile.Write(first, GatewayConfigFile.Parse(File(All)));
        GatewayFile.Write(second, GatewayConfigFile.Read(first));
        Assert.Equal(System.IO.File.ReadAllText(first), System.IO.File.ReadAllText(second));
    }

    [Theory]
    [InlineData("""{ "point": "door/9", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 30 }""", "data0Pin")]
    [InlineData("""{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 30 }""", "data1Pin")]
    [InlineData("""{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 31, "bits": 37 }""", "bits")]
    [InlineData("""{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 31, "bits": "long" }""", "bits")]
    [InlineData("""{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 31, "bits": 26, "facilityCodes": [17, 300] }""", "facilityCodes[1]")]
    [InlineData("""{ "point": "door/9", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1, "pollMs": 250, "releaseMs": 250 }""", "releaseMs")]
    [InlineData("""{ "point": "door/9", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1, "pollMs": 2147483647 }""", "pollMs")]
    [InlineData("""{ "point": "door/1", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1 }""", "point")]
    [InlineData("""{ "point": "desk/9", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1 }""", "point")]
    [InlineData("""{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": 65 }""", "point")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": 64 }""", "address")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina226", "bus": "i2c-1", "address": 65 }""", "chip")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "can-1", "address": 65 }""", "bus")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-01", "address": 65 }""", "bus")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1\n", "address": 65 }""", "bus")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": "0xFFFFFFFF" }""", "address")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": "0xZZ" }""", "address")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": 65, "activeWatts": 100000 }""", "activeWatts")]
    [InlineData("""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": 65, "activeWatts": "30 W" }""", "activeWatts")]
    [InlineData("""{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-2", "address": 98 }""", "point")]
    [InlineData("""{ "point": "env/9", "sensor": "climate", "chip": "scd4x", "bus": "i2c-2", "address": 98, "reportSeconds": 1 }""", "reportSeconds")]
    [InlineData("""{ "point": "room/1", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 31, "capacity": 8 }""", "point")]
    [InlineData("""{ "point": "room/9", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 31, "capacity": 0 }""", "capacity")]
    [InlineData("""{ "point": "room/9", "sensor": "lightBarriers", "outerPin": 30, "innerPin": 31 }""", "capacity")]
    [InlineData("""{ "point": "door/9", "sensor": "doorContact", "pin": 30, "entrySeconds": 10 }""", "entrySeconds")]
    [InlineData("""{ "point": "door/9", "sensor": "doorContact", "pin": 30, "opensInto": "room/9" }""", "opensInto")]
    [InlineData("""{ "point": "door/9", "sensor": "doorContact", "pin": 30, "opensInto": "desk/1" }""", "opensInto")]
    [InlineData("""{ "point": "door/9", "sensor": "doorContact", "pin": 30, "exitPin": 31 }""", "exitPin")]
    [InlineData("""{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "fuseAmperes": 90000 }""", "fuseAmperes")]
    [InlineData("""{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "volts": 230000 }""", "volts")]
    [InlineData("""{ "point": "meter/1", "sensor": "pulseMeter", "pin": 30 }""", "point")]
    [InlineData("""{ "point": "desk/1+2", "sensor": "pad", "pin": 30 }""", "point")]
    [InlineData("""{ "point": "desk/1/2", "sensor": "pad", "pin": 30 }""", "point")]
    [InlineData("""{ "point": "desk/#", "sensor": "pad", "pin": 30 }""", "point")]
    [InlineData("""{ "point": "DESK/1", "sensor": "pad", "pin": 30 }""", "point")]
    [InlineData("""{ "point": "env/9", "sensor": "pad", "pin": 30 }""", "point")]
    [InlineData("""{ "point": "desk/9", "sensor": "pad", "pin": 30, "pin": 31 }""", "pin")]
    public void A_sensor_with_a_fault_is_refused_by_line_and_setting(string point, string setting)
    {
        var faults = Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(File([.. All, point]))).Faults;
        Assert.Contains(faults, fault => (fault.Path, fault.Line) == ($"zones[0].points[{All.Length}].{setting}", 5 + All.Length));
    }

    [Fact]
    public void A_fault_is_found_where_it_stands_behind_an_entry_that_is_no_sensor()
    {
        string[] points = ["""{ "point": "desk/7", "sensor": "radar", "range": 3 }""", "7", """{ "point": "desk/8", "sensor": "pad", "pin": -1 }"""];
        var faults = Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(File(points))).Faults;
        Assert.Equal(
            [(5, "zones[0].points[0].sensor"), (6, "zones[0].points[1]"), (7, "zones[0].points[2].pin")],
            faults.Select(fault => (fault.Line!.Value, fault.Path)));
    }

    [Fact]
    public void Who_has_no_pin_and_who_has_no_address_keeps_nobody_from_nought()
    {
        string[] points =
        [
            """{ "point": "desk/1", "sensor": "motion" }""",
            """{ "point": "desk/2", "sensor": "pad", "pin": "four" }""",
            """{ "point": "desk/3", "sensor": "motion", "pin": 0 }""",
            """{ "point": "door/1", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0" }""",
            """{ "point": "door/2", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 0 }""",
        ];
        var faults = Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(File(points))).Faults;
        Assert.Equal(
            ["zones[0].points[0].pin: missing", "zones[0].points[1].pin: \"four\"", "zones[0].points[3].address: missing"],
            faults.Select(fault => $"{fault.Path}: {fault.Value}"));
    }

    [Theory]
    [InlineData("\"keyFile\": \"/etc/opcspaces/badge-key\"", "\"keyFile\": \"\"", "badges.keyFile")]
    [InlineData("/etc/opcspaces/badge-key", "/etc/a\\u0000b", "badges.keyFile")]
    [InlineData("Asia/Shanghai", "Asia/Nowhere", "badges.timeZone")]
    public void Readers_need_a_key_and_a_calendar(string good, string bad, string path)
    {
        var json = File(All).Replace(good, bad, StringComparison.Ordinal);
        Assert.Equal((path, 3), Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(json)).Faults.Select(fault => (fault.Path, fault.Line!.Value)).Single());
    }
}

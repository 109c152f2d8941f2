using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Tests.Sensing.Kinds;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Zones;

/// <summary>All kinds of sensors in one configuration file. The settings of each kind are tested beside its sensor.</summary>
public sealed class SensorKindsTests
{
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
        """{ "point": "desk/2", "sensor": "distance", "chip": "vl53l1x", "bus": "i2c-1/0x70/0", "address": "0x29", "nearMillimetres": 800, "pollMs": 500, "lastingSeconds": 3 }""",
        """{ "point": "desk/3", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-1/0x70/0", "address": "0x69", "warmKelvin": 3, "warmPixels": 4, "pollSeconds": 1, "lastingSeconds": 3 }""",
        """{ "point": "env/3", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": "0x23", "deadbandLux": 20 }""",
        """{ "point": "env/4", "sensor": "climate", "chip": "sht4x", "bus": "i2c-1", "address": "0x44" }""",
        """{ "point": "door/4", "sensor": "cardReader", "chip": "pn532", "bus": "i2c-1", "address": "0x24" }""",
        """{ "point": "desk/4", "sensor": "powerMonitor", "chip": "ads1115", "bus": "i2c-1", "address": "0x48", "input": "1" }""",
        """{ "point": "env/5", "sensor": "sound", "chip": "ads1115", "bus": "i2c-1", "address": "0x48", "input": "2", "deadbandDecibels": 2 }""",
    ];

    [Fact]
    public void Every_kind_is_read_and_makes_its_metrics()
    {
        var config = PointFile.Read(All);
        Assert.Equal(
            [
                "desk/1/occupied Boolean", "desk/1/power Float", "meter/1/energy UInt64", "meter/1/power Float", "door/1/state String", "door/1/entry String",
                "door/2/entry String", "door/3/entry String", "room/1/occupied Boolean", "room/1/count UInt16", "env/1/co2 Float", "env/1/temperature Float",
                "env/1/humidity Float", "env/2/temperature Float", "env/2/humidity Float",
                "desk/2/occupied Boolean", "desk/3/occupied Boolean", "env/3/illuminance Float", "env/4/temperature Float", "env/4/humidity Float",
                "door/4/entry String", "desk/4/power Float", "desk/4/occupied Boolean", "env/5/sound Float", "Health/Sensors String",
            ],
            config.Sensing.Metrics.Select(metric => $"{metric.Name} {metric.DataType}"));
    }

    [Fact]
    public void A_written_configuration_is_read_back_as_the_same()
    {
        using var directory = new TemporaryDirectory();
        var (first, second) = (directory.File("first.json"), directory.File("second.json"));
        GatewayFile.Write(first, PointFile.Read(All));
        GatewayFile.Write(second, GatewayConfigFile.Read(first));
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
    }

    [Theory]
    [InlineData("""{ "point": "desk/1+2", "sensor": "pad", "pin": 30 }""")]
    [InlineData("""{ "point": "desk/1/2", "sensor": "pad", "pin": 30 }""")]
    [InlineData("""{ "point": "desk/#", "sensor": "pad", "pin": 30 }""")]
    [InlineData("""{ "point": "DESK/1", "sensor": "pad", "pin": 30 }""")]
    public void A_point_that_cannot_stand_in_a_topic_or_is_spelled_in_two_ways_is_a_fault(string point) => PointFile.AssertFault("point", [.. All, point]);

    [Theory]
    [InlineData("\"0xFFFFFFFF\"")]
    [InlineData("\"0xZZ\"")]
    public void An_address_that_is_not_a_number_is_a_fault(string address) => PointFile.AssertFault(
        "address", [.. All, $$"""{ "point": "desk/9", "sensor": "powerMonitor", "chip": "ina219", "bus": "i2c-1", "address": {{address}} }"""]);

    [Fact]
    public void A_fault_after_an_unknown_sensor_has_the_right_line_and_path()
    {
        string[] points = ["""{ "point": "desk/7", "sensor": "radar", "range": 3 }""", "7", """{ "point": "desk/8", "sensor": "pad", "pin": -1 }"""];
        var faults = PointFile.Faults(points);
        Assert.Equal(
            [(5, "zones[0].points[0].sensor"), (6, "zones[0].points[1]"), (7, "zones[0].points[2].pin")],
            faults.Select(fault => (fault.Line!.Value, fault.Path)));
    }

    [Fact]
    public void A_missing_pin_or_address_does_not_occupy_number_0()
    {
        string[] points =
        [
            """{ "point": "desk/1", "sensor": "motion" }""",
            """{ "point": "desk/2", "sensor": "pad", "pin": "four" }""",
            """{ "point": "desk/3", "sensor": "motion", "pin": 0 }""",
            """{ "point": "door/1", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0" }""",
            """{ "point": "door/2", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 0 }""",
        ];
        var faults = PointFile.Faults(points);
        Assert.Equal(
            ["zones[0].points[0].pin: missing", "zones[0].points[1].pin: \"four\"", "zones[0].points[3].address: missing"],
            faults.Select(fault => $"{fault.Path}: {fault.Value}"));
    }

    [Theory]
    [InlineData("\"keyFile\": \"/etc/opcspaces/badge-key\"", "\"keyFile\": \"\"", "badges.keyFile")]
    [InlineData("/etc/opcspaces/badge-key", "/etc/a\\u0000b", "badges.keyFile")]
    [InlineData("Asia/Shanghai", "Asia/Nowhere", "badges.timeZone")]
    public void Card_readers_need_a_key_file_and_a_time_zone(string good, string bad, string path)
    {
        var json = PointFile.Text(All).Replace(good, bad, StringComparison.Ordinal);
        Assert.Equal((path, 3), Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(json)).Faults.Select(fault => (fault.Path, fault.Line!.Value)).Single());
    }
}

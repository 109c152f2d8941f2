using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Pins;

/// <summary>The settings of the driver <c>gpio</c>: resistors, expanders, and what each driver refuses.</summary>
public sealed class PinsConfigTests
{
    private static string Text(string pins, params string[] points) => $$"""
        {
          "group": "hub", "gateway": "gw-1", "dataDirectory": "/data",
          "badges": { "keyFile": "/etc/opcspaces/badge-key" },
          "pins": {{pins}},
          "zones": [ { "id": "hall", "points": [
        {{string.Join(",\n", points)}}
          ] } ]
        }
        """;

    private static string[] Faults(string pins, params string[] points) =>
        [.. Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(Text(pins, points))).Faults.Select(fault => $"{fault.Path}: {fault.Fix}")];

    [Fact]
    public void All_settings_of_the_driver_gpio_are_read_and_written_back()
    {
        var text = Text(
            """{ "driver": "gpio", "gpioChip": 4, "pullUps": [5], "pullDowns": [6], "noPulls": [7], "expanders": [ { "bus": "i2c-1", "address": "0x20", "firstPin": 100, "pollMs": 10 } ] }""",
            """{ "point": "desk/1", "sensor": "pad", "pin": 115 }""");
        var pins = GatewayConfigFile.Parse(text).Pins;
        Assert.Equal(("gpio", 4, 5, 6, 7), (pins.Driver, pins.GpioChip, pins.PullUps[0], pins.PullDowns[0], pins.NoPulls[0]));
        Assert.Equal(new ExpanderConfig { Bus = "i2c-1", Address = 32, FirstPin = 100, PollMs = 10 }, Assert.Single(pins.Expanders));

        using var directory = new TemporaryDirectory();
        var (first, second) = (directory.File("first.json"), directory.File("second.json"));
        GatewayFile.Write(first, GatewayConfigFile.Parse(text));
        GatewayFile.Write(second, GatewayConfigFile.Read(first));
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
    }

    [Fact]
    public void Each_sensor_chooses_the_resistor_of_its_pins_unless_the_file_does()
    {
        var config = GatewayConfigFile.Parse(Text(
            """{ "driver": "gpio", "noPulls": [9], "pullDowns": [3] }""",
            """{ "point": "desk/1", "sensor": "motion", "pin": 2 }""",
            """{ "point": "desk/2", "sensor": "pad", "pin": 3, "activeLow": true }""",
            """{ "point": "desk/3", "sensor": "pad", "pin": 4, "activeLow": true }""",
            """{ "point": "door/1", "sensor": "doorContact", "pin": 5, "entrySeconds": 10, "exitPin": 6 }""",
            """{ "point": "door/2", "sensor": "doorContact", "pin": 7, "openIsHigh": false }""",
            """{ "point": "door/1", "sensor": "wiegand", "data0Pin": 8, "data1Pin": 9 }""",
            """{ "point": "meter/1", "sensor": "pulseMeter", "pin": 10 }""",
            """{ "point": "room/1", "sensor": "lightBarriers", "outerPin": 11, "innerPin": 12, "capacity": 8, "brokenIsLow": true }"""));
        Assert.Equal(
            "2 Down, 3 Down, 4 Up, 5 Up, 6 Down, 7 Down, 8 Up, 9 None, 10 Down, 11 Up, 12 Up",
            string.Join(", ", config.ChoosePulls().OrderBy(pull => pull.Key).Select(pull => $"{pull.Key} {pull.Value}")));
    }

    [Theory]
    [InlineData("""{ "driver": "gpio" }""", """{ "bus": "i2c-1" }""", null)]
    [InlineData("""{ "driver": "gpio" }""", """{ "chip": "pcf8563", "bus": "i2c-1", "address": "0x68" }""", "clock.chip: use \"ds3231\"")]
    [InlineData("""{ "driver": "gpio" }""", """{ "bus": "i2c-1", "address": "0x51" }""", "clock.address: use 104 to 104 (0x68)")]
    [InlineData("""{ "driver": "gpio" }""", """{ "bus": "rtc-0" }""", "clock.bus: give the bus, such as \"i2c-1\" or \"spi-0\", or \"i2c-1/0x70/3\" for channel 3 of a multiplexer at 0x70")]
    [InlineData("""{ "socket": "/tmp/s", "busSocket": "/tmp/b" }""", """{ "bus": "i2c-1" }""", null)]
    [InlineData("""{ "socket": "/tmp/s" }""", """{ "bus": "i2c-1" }""", "clock: this belongs to the driver \"gpio\": remove it, or set the driver")]
    public void A_battery_clock_is_checked_as_well(string pins, string clock, string? fault)
    {
        var text = Text($"{pins}, \"clock\": {clock}", """{ "point": "desk/1", "sensor": "motion", "pin": 4 }""");
        var faults = Record.Exception(() => GatewayConfigFile.Parse(text)) as SettingsException;
        Assert.Equal(fault is null ? [] : [fault], faults?.Faults.Select(it => $"{it.Path}: {it.Fix}") ?? []);
    }

    [Fact]
    public void A_battery_clock_and_a_thermal_array_have_the_same_address_until_the_array_is_told_another()
    {
        var faults = Faults("""{ "driver": "gpio" }, "clock": { "bus": "i2c-1" }""", """{ "point": "desk/1", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-1", "address": "0x68" }""");
        Assert.Equal(["zones[0].points[0].address: clock has this address on i2c-1: give each chip its own"], faults);
    }

    [Fact]
    public void On_simulated_buses_pins_may_have_any_number_and_addresses_are_those_of_real_buses()
    {
        const string Pins = """{ "socket": "/tmp/s", "busSocket": "/tmp/b", "expanders": [ { "bus": "i2c-1", "address": 32, "firstPin": 100 } ] }""";
        Assert.Equal(
            ["zones[0].points[1].pin: a port expander is read every few milliseconds, and misses short pulses: use a pin of the board", "zones[0].points[2].address: use 8 to 119 (0x08 to 0x77)"],
            Faults(
                Pins, """{ "point": "desk/1", "sensor": "motion", "pin": 900 }""", """{ "point": "meter/1", "sensor": "pulseMeter", "pin": 101 }""",
                """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 200 }"""));
    }

    [Theory]
    [InlineData("""{ "driver": "usb" }""", "pins.driver: use \"signals\" or \"gpio\"")]
    [InlineData("""{ "socket": "/tmp/s", "gpioChip": 0 }""", "pins.gpioChip: this belongs to the driver \"gpio\": remove it, or set the driver")]
    [InlineData("""{ "socket": "/tmp/s", "pullUps": [4] }""", "pins.pullUps: this belongs to the driver \"gpio\": remove it, or set the driver")]
    [InlineData("""{ "socket": "/tmp/s", "expanders": [ { "bus": "i2c-1", "address": 32, "firstPin": 100 } ] }""", "pins.expanders: this belongs to the driver \"gpio\": remove it, or set the driver")]
    [InlineData("""{ "driver": "gpio", "socket": "/tmp/s" }""", "pins.socket: this belongs to the driver \"signals\": remove it, or set the driver")]
    [InlineData("""{ "driver": "gpio", "busSocket": "/tmp/b" }""", "pins.busSocket: this belongs to the driver \"signals\": remove it, or set the driver")]
    [InlineData("""{ "socket": "/tmp/s", "busSocket": "/tmp/\u0007" }""", "pins.busSocket: write it without control characters")]
    [InlineData("""{ "socket": "/tmp/s", "busSocket": "/tmp/b", "expanders": [ { "bus": "i2c-1", "address": 32, "firstPin": 30 } ] }""", "pins.expanders[0].firstPin: use 64 to 4000")]
    [InlineData("""{ "driver": "gpio", "gpioChip": -1 }""", "pins.gpioChip: use 0 to 63")]
    [InlineData("""{ "driver": "gpio", "pullUps": [4], "noPulls": [4] }""", "pins.noPulls[0]: pullUps[0] is the same pin: keep one of them")]
    [InlineData("""{ "driver": "gpio", "pullDowns": [28] }""", "pins.pullDowns[0]: use a pin of the board (GPIO number, 0 to 27) or of one of pins.expanders")]
    [InlineData("""{ "driver": "gpio", "expanders": [ { "bus": "i2c-1", "address": 32, "firstPin": 30 } ] }""", "pins.expanders[0].firstPin: use 64 to 4000")]
    [InlineData("""{ "driver": "gpio", "expanders": [ { "bus": "spi-0", "address": 32, "firstPin": 100 } ] }""", "pins.expanders[0].bus: the chip mcp23017 has I²C only: give an I²C bus, such as \"i2c-1\"")]
    [InlineData("""{ "driver": "gpio", "expanders": [ { "bus": "i2c-1", "address": 32, "firstPin": 100 }, { "bus": "i2c-1", "address": 33, "firstPin": 110 } ] }""", "pins.expanders[1].firstPin: pins.expanders[0] has some of these pins: use a number that is at least 16 higher")]
    public void A_wrong_setting_is_a_fault(string pins, string fault) => Assert.Contains(fault, Faults(pins, """{ "point": "desk/1", "sensor": "motion", "pin": 5 }"""));

    [Theory]
    [InlineData("""{ "point": "desk/1", "sensor": "motion", "pin": 28 }""", "zones[0].points[0].pin: use a pin of the board (GPIO number, 0 to 27) or of one of pins.expanders")]
    [InlineData("""{ "point": "desk/1", "sensor": "motion", "pin": 116 }""", "zones[0].points[0].pin: use a pin of the board (GPIO number, 0 to 27) or of one of pins.expanders")]
    [InlineData("""{ "point": "door/1", "sensor": "wiegand", "data0Pin": 8, "data1Pin": 101 }""", "zones[0].points[0].data1Pin: a port expander is read every few milliseconds, and misses short pulses: use a pin of the board")]
    [InlineData("""{ "point": "meter/1", "sensor": "pulseMeter", "pin": 101 }""", "zones[0].points[0].pin: a port expander is read every few milliseconds, and misses short pulses: use a pin of the board")]
    [InlineData("""{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 200 }""", "zones[0].points[0].address: use 8 to 119 (0x08 to 0x77)")]
    [InlineData("""{ "point": "env/1", "sensor": "climate", "chip": "bme280", "bus": "spi-0", "address": 118 }""", "zones[0].points[0].address: use 0 to 2, the chip select")]
    [InlineData("""{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 32 }""", "zones[0].points[0].address: pins.expanders[0] has this address on i2c-1: give each chip its own")]
    public void With_the_driver_gpio_pins_and_addresses_are_those_of_the_hardware(string point, string fault) =>
        Assert.Equal([fault], Faults("""{ "driver": "gpio", "expanders": [ { "bus": "i2c-1", "address": 32, "firstPin": 100 } ] }""", point));

    [Theory]
    [InlineData("i2c-0", 0, 1)]
    [InlineData("i2c-1", 2, 3)]
    [InlineData("i2c-1/0x70/3", 2, 3)]
    [InlineData("spi-0", 7, 11)]
    [InlineData("spi-1", 16, 21)]
    public void The_pins_of_a_bus_are_refused_as_pins_of_a_sensor_only_while_a_chip_uses_the_bus(string bus, int first, int last)
    {
        var chip = $$"""{ "point": "env/1", "sensor": "climate", "chip": "bme280", "bus": "{{bus}}", "address": {{(bus[0] == 's' ? 0 : 118)}} }""";
        var refused = Enumerable.Range(0, 28).Where(pin => !IsRead("""{ "driver": "gpio" }""", Motion(pin), chip));

        Assert.Equal(Enumerable.Range(first, last - first + 1), refused);
        Assert.Equal(
            [$"zones[0].points[0].pin: the bus {bus.Split('/')[0]}, which this configuration uses, has the pins {first} to {last}: use another pin"],
            Faults("""{ "driver": "gpio" }""", Motion(first), chip));
        Assert.True(IsRead("""{ "driver": "gpio" }""", Motion(first)));
        Assert.Equal(
            [$"pins.noPulls[0]: the bus {bus.Split('/')[0]}, which this configuration uses, has the pins {first} to {last}: use another pin"],
            Faults($$"""{ "driver": "gpio", "noPulls": [{{last}}] }""", chip));
        Assert.True(IsRead("""{ "socket": "/tmp/s", "busSocket": "/tmp/b" }""", Motion(first), chip));
    }

    [Theory]
    [InlineData("""{ "driver": "gpio", "expanders": [ { "bus": "i2c-0", "address": 32, "firstPin": 100 } ] }""", 1)]
    [InlineData("""{ "driver": "gpio" }, "clock": { "bus": "i2c-1" }""", 3)]
    public void The_buses_of_expanders_and_of_the_battery_clock_have_their_pins_as_well(string pins, int pin) =>
        Assert.EndsWith(": use another pin", Assert.Single(Faults(pins, Motion(pin))), StringComparison.Ordinal);

    private static bool IsRead(string pins, params string[] points) => Record.Exception(() => GatewayConfigFile.Parse(Text(pins, points))) is null;

    private static string Motion(int pin) => $$"""{ "point": "desk/1", "sensor": "motion", "pin": {{pin}} }""";
}

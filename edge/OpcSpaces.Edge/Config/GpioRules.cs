using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>The rules for pins of a board, for expanders and for addresses. Where only the buses are simulated, the pins are signals and may have any number.</summary>
internal static class GpioRules
{
    // Addresses below and above are reserved (I²C-bus specification UM10204, 3.1.12).
    private const int FirstAddress = 0x08;
    private const int LastAddress = 0x77;

    // Bus 0 and 1 of a Raspberry Pi have two chip selects each, or three with an overlay.
    private const int LastChipSelect = 2;

    // The pins of the header that a bus takes for itself (BCM2835 ARM Peripherals, 6.2: alternative functions). A bus with its chip
    // selects: CE1 and CE0 of spi-0 are 7 and 8, CE2 to CE0 of spi-1 are 16 to 18.
    private static readonly (string Bus, int First, int Last)[] BusPins = [("i2c-0", 0, 1), ("i2c-1", 2, 3), ("spi-0", 7, 11), ("spi-1", 16, 21)];

    public static void Check(SettingsRules rules, GatewayConfig config)
    {
        var buses = Buses(config).ToHashSet();
        foreach (var (index, zone) in config.Zones.Index())
        {
            foreach (var (number, point) in zone.Points.Index())
            {
                var at = rules.At($"zones[{index}].points[{number}]");
                foreach (var (setting, pin) in point.Pins) CheckPin(at, config.Pins, buses, point, setting, pin);
                if (point is BusPointConfig chip) CheckAddress(at, chip);
            }
        }

        if (config.Pins.Driver == PinsConfig.Gpio) CheckPulls(rules.At("pins"), config.Pins, buses);
    }

    // A resistor at a pin of a bus would disturb the bus.
    private static void CheckPulls(SettingsRules rules, PinsConfig pins, HashSet<string> buses)
    {
        foreach (var (name, numbers) in pins.Pulls)
        {
            foreach (var (index, pin) in numbers.Index().Where(it => !pins.Expanders.Any(expander => expander.Has(it.Item))))
                CheckBoardPin(rules, buses, $"{name}[{index}]", pin);
        }
    }

    private static IEnumerable<string> Buses(GatewayConfig config) =>
        config.Zones.SelectMany(zone => zone.Points).OfType<BusPointConfig>().Select(chip => chip.Bus)
            .Concat(config.Pins.Expanders.Select(expander => expander.Bus))
            .Concat(config.Clock.Battery is { } clock ? [clock.Bus] : [])
            .Select(BusAddress.RootOf);

    private static void CheckPin(SettingsRules rules, PinsConfig pins, HashSet<string> buses, PointConfig point, string setting, int pin)
    {
        var isOnExpander = pins.Expanders.Any(expander => expander.Has(pin));
        if (pins.Driver == PinsConfig.Gpio && !isOnExpander) CheckBoardPin(rules, buses, setting, pin);
        if (isOnExpander && point.NeedsExactEdges)
            rules.Fault(setting, $"{pin}", "a port expander is read every few milliseconds, and misses short pulses: use a pin of the board");
    }

    // A negative number is a fault of every driver.
    private static void CheckBoardPin(SettingsRules rules, HashSet<string> buses, string setting, int pin)
    {
        if (pin > PinsConfig.LastHeaderPin)
            rules.Fault(setting, $"{pin}", $"use a pin of the board (GPIO number, 0 to {PinsConfig.LastHeaderPin}) or of one of pins.expanders");
        foreach (var (bus, first, last) in BusPins.Where(it => pin >= it.First && pin <= it.Last && buses.Contains(it.Bus)))
            rules.Fault(setting, $"{pin}", $"the bus {bus}, which this configuration uses, has the pins {first} to {last}: use another pin");
    }

    private static void CheckAddress(SettingsRules rules, BusPointConfig chip)
    {
        if (chip.Address < 0) return;
        if (chip.Bus.StartsWith("spi", StringComparison.Ordinal)) rules.Within("address", chip.Address, 0, LastChipSelect, ", the chip select");
        else rules.Within("address", chip.Address, FirstAddress, LastAddress, " (0x08 to 0x77)");
    }
}

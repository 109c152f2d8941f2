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

    public static void Check(SettingsRules rules, GatewayConfig config)
    {
        foreach (var (index, zone) in config.Zones.Index())
        {
            foreach (var (number, point) in zone.Points.Index())
            {
                var at = rules.At($"zones[{index}].points[{number}]");
                foreach (var (setting, pin) in point.Pins) CheckPin(at, config.Pins, point, setting, pin);
                if (point is BusPointConfig chip) CheckAddress(at, chip);
            }
        }
    }

    private static void CheckPin(SettingsRules rules, PinsConfig pins, PointConfig point, string setting, int pin)
    {
        var isOnExpander = pins.Expanders.Any(expander => expander.Has(pin));
        if (pins.Driver == PinsConfig.Gpio && pin >= PinsConfig.MostBoardPins && !isOnExpander)
            rules.Fault(setting, $"{pin}", $"use a pin of the board (GPIO number, below {PinsConfig.MostBoardPins}) or of one of pins.expanders");
        if (isOnExpander && point.NeedsExactEdges)
            rules.Fault(setting, $"{pin}", "a port expander is read every few milliseconds, and misses short pulses: use a pin of the board");
    }

    private static void CheckAddress(SettingsRules rules, BusPointConfig chip)
    {
        if (chip.Address < 0) return;
        if (chip.Bus.StartsWith("spi", StringComparison.Ordinal)) rules.Within("address", chip.Address, 0, LastChipSelect, ", the chip select");
        else rules.Within("address", chip.Address, FirstAddress, LastAddress, " (0x08 to 0x77)");
    }
}

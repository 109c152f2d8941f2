using System.Text.RegularExpressions;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>
/// What the wires of one gateway must keep to: pin numbers and bus addresses within limits, each used once. Use one instance for
/// all sensors of a gateway. Faults are added to the rules that the caller passes, which name the sensor's place in the file.
/// </summary>
public sealed partial class WireRules
{
    /// <summary>The highest number of a pin; the lowest is 0.</summary>
    public const int HighestPin = 4095;

    /// <summary>The highest address on a bus, behind multiplexers; the lowest is 0.</summary>
    public const int HighestAddress = 65535;

    private readonly Dictionary<int, string> _pins = [];
    private readonly Dictionary<(string Bus, int Address), string> _chips = [];

    /// <summary>Checks the number of a pin. A negative number is outside the limits and is never counted as used twice.</summary>
    public void CheckPin(SettingsRules rules, string setting, int number)
    {
        rules.Within(setting, number, 0, HighestPin);
        if (number >= 0 && !_pins.TryAdd(number, rules.Path)) rules.Fault(setting, $"{number}", $"{_pins[number]} has this pin: give each signal its own");
    }

    /// <summary>Checks the settings <c>chip</c>, <c>bus</c> and <c>address</c> of a sensor that can be one of <paramref name="allowed"/>.</summary>
    public void CheckChip(SettingsRules rules, BusAddress at, IReadOnlyList<ChipType> allowed)
    {
        var type = allowed.FirstOrDefault(chip => chip.Name == at.Chip);
        if (type is null) rules.Fault("chip", $"\"{at.Chip}\"", $"use {string.Join(" or ", allowed.Select(chip => $"\"{chip.Name}\""))}");
        if (!BusName().IsMatch(at.Bus)) rules.Fault("bus", $"\"{at.Bus}\"", "give the bus, such as \"i2c-1\" or \"spi-0\"");
        else if (type is { HasSpi: false } && !at.Bus.StartsWith("i2c", StringComparison.Ordinal))
            rules.Fault("bus", $"\"{at.Bus}\"", $"the chip {at.Chip} has I²C only: give an I²C bus, such as \"i2c-1\"");
        rules.Within("address", at.Address, 0, HighestAddress);
        if (at.Address >= 0 && !_chips.TryAdd((at.Bus, at.Address), rules.Path))
            rules.Fault("address", $"{at.Address}", $"{_chips[(at.Bus, at.Address)]} has this address on {at.Bus}: give each chip its own");
    }

    [GeneratedRegex(@"^(i2c|spi)-(0|[1-9][0-9]{0,2})\z")]
    private static partial Regex BusName();
}

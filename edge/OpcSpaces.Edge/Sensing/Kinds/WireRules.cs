using System.Text.RegularExpressions;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>
/// What the wires of one gateway must keep to: pin numbers and bus addresses within limits, each used once. A chip behind a
/// multiplexer must not have the address of a chip on the bus itself, because that one answers whichever channel is selected. Use one
/// instance for all sensors of a gateway. Faults are added to the rules that the caller passes, which name the sensor's place in the
/// file.
/// </summary>
public sealed partial class WireRules
{
    /// <summary>The highest number of a pin; the lowest is 0.</summary>
    public const int HighestPin = 4095;

    /// <summary>The highest address on a bus; the lowest is 0. What the hardware has is less, and depends on the driver.</summary>
    public const int HighestAddress = 65535;

    private readonly Dictionary<int, string> _pins = [];
    private readonly Dictionary<(string Bus, int Address), List<(string Path, string Chip, string Input)>> _chips = [];

    // Addresses behind multiplexers by their root, and the addresses of the multiplexers themselves.
    private readonly Dictionary<(string Root, int Address), string> _behind = [];
    private readonly Dictionary<(string Root, int Address), string> _multiplexers = [];

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
        CheckPlace(rules, at, hasSpi: type is not { HasSpi: false });
    }

    /// <summary>Checks <c>bus</c> and <c>address</c> of a chip whose type is known.</summary>
    public void CheckPlace(SettingsRules rules, BusAddress at, bool hasSpi)
    {
        var isBus = BusName().IsMatch(at.Bus);
        if (!isBus) rules.Fault("bus", $"\"{at.Bus}\"", "give the bus, such as \"i2c-1\" or \"spi-0\", or \"i2c-1/0x70/3\" for channel 3 of a multiplexer at 0x70");
        else if (!hasSpi && !at.Bus.StartsWith("i2c", StringComparison.Ordinal))
            rules.Fault("bus", $"\"{at.Bus}\"", $"the chip {at.Chip} has I²C only: give an I²C bus, such as \"i2c-1\"");
        rules.Within("address", at.Address, 0, HighestAddress);
        if (at.Address < 0) return;
        CheckOnce(rules, at);
        if (isBus) CheckMultiplexer(rules, at);
    }

    // One ADS1115 has several inputs with a clamp or a module each.
    private void CheckOnce(SettingsRules rules, BusAddress at)
    {
        var input = at.Wiring is InputWiring wiring ? wiring.Input : "";
        if (!_chips.TryGetValue((at.Bus, at.Address), out var there)) _chips[(at.Bus, at.Address)] = there = [];
        if (there.Find(chip => chip.Chip != at.Chip || Overlap(chip.Input, input)) is { Path: { } path })
            rules.Fault("address", $"{at.Address}", $"{path} has this address on {at.Bus}: give each chip its own{(input.Length > 0 ? ", and whatever is wired to it its own input" : "")}");
        else there.Add((rules.Path, at.Chip, input));
    }

    // "0-1" shares a wire with "0", and "" is the whole chip.
    private static bool Overlap(string one, string other) => one.Length == 0 || other.Length == 0 || one.Split('-').Intersect(other.Split('-')).Any();

    private void CheckMultiplexer(SettingsRules rules, BusAddress at)
    {
        var (root, multiplexer) = BusAddress.Split(at.Bus);
        if (multiplexer is not { } via)
        {
            if (_multiplexers.TryGetValue((root, at.Address), out var used)) rules.Fault("address", $"{at.Address}", $"{used} is behind a multiplexer with this address: give each chip its own");
            else if (_behind.TryGetValue((root, at.Address), out var hidden)) rules.Fault("address", $"{at.Address}", $"{hidden} has this address behind a multiplexer of {root}, and this chip would answer there too: change one address");
            return;
        }

        _multiplexers.TryAdd((root, via.Address), rules.Path);
        _behind.TryAdd((root, at.Address), rules.Path);
        if (at.Address == via.Address) rules.Fault("address", $"{at.Address}", "the multiplexer has this address: change the one of the chip or of the multiplexer");
        if (OnRoot(root, at.Address) is { } chip) rules.Fault("address", $"{at.Address}", $"{chip} has this address on {root} itself, and would answer behind the multiplexer too: change one address");
        if (OnRoot(root, via.Address) is { } blocking) rules.Fault("bus", $"\"{at.Bus}\"", $"{blocking} has the address of the multiplexer: change one address");
    }

    private string? OnRoot(string root, int address) => _chips.TryGetValue((root, address), out var there) ? there[0].Path : null;

    // A TCA9548A has an address from 0x70 to 0x77, and eight channels.
    [GeneratedRegex(@"^(?:(i2c|spi)-(0|[1-9][0-9]{0,2})|i2c-(0|[1-9][0-9]{0,2})/0x7[0-7]/[0-7])\z")]
    private static partial Regex BusName();
}

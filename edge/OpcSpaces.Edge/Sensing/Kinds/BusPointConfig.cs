using System.Text.RegularExpressions;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>A sensor that is a chip on a bus.</summary>
public abstract partial record BusPointConfig : PointConfig
{
    /// <summary>Which chip, as <c>ina219</c>.</summary>
    public required string Chip { get; init; }

    /// <summary><c>i2c-1</c> or <c>spi-0</c>, without leading zeros: a bus has one name.</summary>
    public required string Bus { get; init; }

    /// <summary>The address on I²C, the chip select on SPI; behind multiplexers, as the bus driver counts.</summary>
    public required int Address { get; init; }

    internal BusAddress At => new(Chip, Bus, Address);

    /// <summary>The chips that measure this.</summary>
    internal abstract IReadOnlyList<string> Chips { get; }

    internal override void Check(SettingsRules rules)
    {
        if (!Chips.Contains(Chip)) rules.Fault("chip", $"\"{Chip}\"", $"use {string.Join(" or ", Chips.Select(chip => $"\"{chip}\""))}");
        if (!BusName().IsMatch(Bus)) rules.Fault("bus", $"\"{Bus}\"", "name the bus, as \"i2c-1\" or \"spi-0\"");
        rules.Within("address", Address, 0, 65535);
    }

    [GeneratedRegex(@"^(i2c|spi)-(0|[1-9][0-9]{0,2})\z")]
    private static partial Regex BusName();
}

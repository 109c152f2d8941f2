using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>
/// A clock with a battery (DS3231) that the operating system does not use. The agent compares the system's clock with it at its start.
/// Where the operating system uses the chip, it sets the system's clock from it, and the section is left out.
/// </summary>
public sealed record BatteryClockConfig
{
    public const string Ds3231 = "ds3231";

    /// <summary><c>ds3231</c>.</summary>
    public string Chip { get; init; } = Ds3231;

    /// <summary><c>i2c-1</c>, or <c>i2c-1/0x70/3</c> behind a multiplexer.</summary>
    public required string Bus { get; init; }

    /// <summary>A DS3231 always has 0x68.</summary>
    public int Address { get; init; } = 0x68;

    /// <summary>Where the chip is wired.</summary>
    public BusAddress Place() => new(Chip, Bus, Address);

    internal static BatteryClockConfig From(SettingsSection clock)
    {
        var config = new BatteryClockConfig { Bus = clock.RequiredText("bus") };
        return config with { Chip = clock.Text("chip", config.Chip), Address = clock.Address("address", config.Address) };
    }

    internal void Check(SettingsRules rules)
    {
        if (Chip != Ds3231) rules.Fault("chip", $"\"{Chip}\"", $"use \"{Ds3231}\"");
        rules.Within("address", Address, 0x68, 0x68, " (0x68)");
    }
}

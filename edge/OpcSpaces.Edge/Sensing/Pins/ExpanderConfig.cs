using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>A port expander (MCP23017), whose sixteen inputs are pins of the gateway. The driver reads them many times a second.</summary>
public sealed record ExpanderConfig
{
    /// <summary>The inputs of one expander: GPA0 to GPA7, then GPB0 to GPB7.</summary>
    public const int Inputs = 16;

    public const string Mcp23017 = "mcp23017";

    /// <summary><c>mcp23017</c>.</summary>
    public string Chip { get; init; } = Mcp23017;

    /// <summary><c>i2c-1</c>, or <c>i2c-1/0x70/3</c> behind a multiplexer.</summary>
    public required string Bus { get; init; }

    /// <summary>0x20 to 0x27.</summary>
    public required int Address { get; init; }

    /// <summary>The number of the pin GPA0; GPB7 has the number that is 15 higher.</summary>
    public required int FirstPin { get; init; }

    /// <summary>The inputs are read this often, in ms. A level that is shorter may be missed.</summary>
    public int PollMs { get; init; } = 20;

    /// <summary>Where the chip is wired.</summary>
    public BusAddress Place() => new(Chip, Bus, Address);

    /// <summary>Whether this pin is one of its inputs.</summary>
    public bool Has(int pin) => pin >= FirstPin && pin < FirstPin + Inputs;

    internal static ExpanderConfig From(SettingsSection expander)
    {
        var config = new ExpanderConfig
        {
            Bus = expander.RequiredText("bus"),
            Address = expander.RequiredAddress("address"),
            FirstPin = expander.RequiredPin("firstPin"),
        };
        return config with
        {
            Chip = expander.Text("chip", config.Chip),
            PollMs = expander.Number("pollMs", config.PollMs),
        };
    }

    internal void Check(SettingsRules rules)
    {
        if (Chip != Mcp23017) rules.Fault("chip", $"\"{Chip}\"", $"use \"{Mcp23017}\"");
        rules.Within("address", Address, 0x20, 0x27, " (0x20 to 0x27)");
        // Below are the pins of the board itself.
        rules.Within("firstPin", FirstPin, PinsConfig.MostBoardPins, 4000);
        rules.Within("pollMs", PollMs, 5, 1000);
    }
}

namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>
/// Where a chip is wired: its type (<c>ina219</c>, <c>mfrc522</c>, <c>scd4x</c> …), the bus (<c>i2c-1</c>, <c>spi-0</c>, or
/// <c>i2c-1/0x70/3</c> for channel 3 of the multiplexer at 0x70), and the address or chip select on that bus.
/// </summary>
public sealed record BusAddress(string Chip, string Bus, int Address)
{
    /// <summary>What is wired to the chip, where its values depend on that; null where they do not.</summary>
    public ChipWiring? Wiring { get; init; }

    /// <summary>The bus without multiplexer and channel. All chips of a root share its wires, so they are read one at a time.</summary>
    public static string RootOf(string bus) => bus.IndexOf('/') is > 0 and var end ? bus[..end] : bus;

    /// <summary>Splits <c>i2c-1/0x70/3</c> into its parts; the multiplexer is null for a chip that is wired to the bus itself.</summary>
    public static (string Root, (int Address, int Channel)? Multiplexer) Split(string bus)
    {
        var root = RootOf(bus);
        if (root.Length == bus.Length) return (root, null);
        // /0x7A/C
        return (root, (0x70 + bus[root.Length + 4] - '0', bus[^1] - '0'));
    }
}

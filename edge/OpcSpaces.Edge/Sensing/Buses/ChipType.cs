namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>A type of chip that a sensor can be. Every chip has I²C.</summary>
/// <param name="Name">The word in a configuration file, for example <c>ina219</c>.</param>
/// <param name="HasSpi">The chip can also be wired to SPI.</param>
public sealed record ChipType(string Name, bool HasSpi = false);

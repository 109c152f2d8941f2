namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>Where a chip is wired: its type (<c>ina219</c>, <c>mfrc522</c>, <c>scd4x</c>, <c>bme280</c>), the bus (<c>i2c-1</c>, <c>spi-0</c>), and the address or chip select on that bus.</summary>
public sealed record BusAddress(string Chip, string Bus, int Address);

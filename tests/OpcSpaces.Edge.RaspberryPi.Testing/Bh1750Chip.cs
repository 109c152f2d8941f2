namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>BH1750 with the value of the data sheet's example.</summary>
public sealed class Bh1750Chip : SimulatedI2c
{
    protected override void OnRead(Span<byte> bytes) => (bytes[0], bytes[1]) = (0x83, 0x90);
}

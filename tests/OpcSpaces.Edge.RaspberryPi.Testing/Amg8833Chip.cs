namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>AMG8833 whose thermistor shows 25 °C (16 steps for 1 K), before its first picture.</summary>
public sealed class Amg8833Chip : SimulatedI2c
{
    public Amg8833Chip() => SetThermistor(25 * 16);

    /// <param name="bits">Sign and magnitude: bit 11 is the sign.</param>
    public void SetThermistor(int bits) => Set(0x0E, (byte)bits, (byte)(bits >> 8));

    /// <param name="pixel">0 to 63.</param>
    /// <param name="bits">Twelve bits in two's complement, 0.25 K each.</param>
    public void SetPixel(int pixel, int bits) => Set(0x80 + (2 * pixel), (byte)bits, (byte)(bits >> 8));
}

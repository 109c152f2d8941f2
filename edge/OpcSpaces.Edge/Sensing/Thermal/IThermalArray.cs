namespace OpcSpaces.Edge.Sensing.Thermal;

/// <summary>A chip with a coarse picture of the temperatures before it (AMG8833: 8 × 8). Nobody can be recognised in it. Read by one thread at a time.</summary>
public interface IThermalArray
{
    /// <summary>The number of pixels in a picture.</summary>
    const int Pixels = 64;

    /// <summary>Writes the temperature of each pixel, in °C, row by row; false when the chip does not answer.</summary>
    bool TryRead(Span<float> celsius);
}

namespace OpcSpaces.Points;

/// <summary>The kinds of values. The numbers stand in files: never change one.</summary>
public enum PointValueKind : byte
{
    /// <summary>There is no value, only a quality.</summary>
    Null = 0,
    Boolean = 1,

    /// <summary>A signed integer of 64 bits.</summary>
    Integer = 2,

    /// <summary>An unsigned integer of 64 bits.</summary>
    Unsigned = 3,

    /// <summary>A 32-bit float. Its shortest decimal is what the sensor means: 21.3 and not 21.299999237.</summary>
    Single = 4,
    Double = 5,
    Text = 6,
}

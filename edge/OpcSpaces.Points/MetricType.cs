namespace OpcSpaces.Points;

/// <summary>The type of a metric's values.</summary>
public enum MetricType
{
    Boolean,
    UInt16,
    UInt32,
    UInt64,

    /// <summary>A 32-bit float.</summary>
    Single,
    Text,
}

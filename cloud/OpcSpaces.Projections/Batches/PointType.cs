using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Batches;

/// <summary>Which Sparkplug data types can be a point's value: numbers, booleans and text.</summary>
internal static class PointType
{
    public static bool IsPoint(SparkplugDataType type) =>
        type is >= SparkplugDataType.Int8 and <= SparkplugDataType.UUID;
}

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>A table (§6.4.13): as many types, and in every row as many elements, as columns. An element of kind None is null.</summary>
public sealed class SparkplugDataSet
{
    public List<string> Columns { get; } = [];

    public List<SparkplugDataType> Types { get; } = [];

    public List<SparkplugValue[]> Rows { get; } = [];
}

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>A table (§6.4.13). It has one type per column, and each row has one element per column; an element of kind None is null.</summary>
public sealed class SparkplugDataSet
{
    public List<string> Columns { get; } = [];

    public List<SparkplugDataType> Types { get; } = [];

    public List<SparkplugValue[]> Rows { get; } = [];
}

using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>One metric as every birth declares it; the alias is unique over the whole edge node and never used again for another name.</summary>
public sealed record MetricDefinition(string Name, ulong Alias, SparkplugDataType DataType);

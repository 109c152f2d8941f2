namespace OpcSpaces.Wire.Sparkplug;

/// <summary>A property's value and its type (§6.4.9); a null property is encoded without its value.</summary>
public sealed record SparkplugProperty(SparkplugDataType Type, SparkplugValue Value, bool IsNull = false);

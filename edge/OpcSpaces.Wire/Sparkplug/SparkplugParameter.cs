namespace OpcSpaces.Wire.Sparkplug;

/// <summary>A template's parameter (§6.4.15): in a definition with its default, in an instance with its value.</summary>
public sealed record SparkplugParameter(string? Name, SparkplugDataType Type, SparkplugValue Value);

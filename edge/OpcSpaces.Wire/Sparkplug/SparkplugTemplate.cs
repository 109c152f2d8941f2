namespace OpcSpaces.Wire.Sparkplug;

/// <summary>A template's definition or instance (§6.4.14); only an instance names the definition that it follows.</summary>
public sealed class SparkplugTemplate
{
    public string? Version { get; set; }

    /// <summary>The definition's metric name; null in a definition.</summary>
    public string? Reference { get; set; }

    public bool? IsDefinition { get; set; }

    public List<SparkplugMetric> Metrics { get; } = [];

    public List<SparkplugParameter> Parameters { get; } = [];
}

/// <summary>A template's parameter (§6.4.15): in a definition with its default, in an instance with its value.</summary>
public sealed record SparkplugParameter(string? Name, SparkplugDataType Type, SparkplugValue Value);

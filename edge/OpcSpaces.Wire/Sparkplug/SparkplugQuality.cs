namespace OpcSpaces.Wire.Sparkplug;

/// <summary>The values of the property <c>Quality</c> (Int32, Sparkplug B 3.0 §6.4.11); a metric without it is good.</summary>
public static class SparkplugQuality
{
    /// <summary>The property's key.</summary>
    public const string Key = "Quality";

    public const int Bad = 0;
    public const int Good = 192;
    public const int Stale = 500;
}

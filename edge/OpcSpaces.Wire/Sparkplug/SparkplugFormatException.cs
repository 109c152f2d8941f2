namespace OpcSpaces.Wire.Sparkplug;

/// <summary>Bytes are not a Sparkplug B payload, or exceed a bound of the decoder.</summary>
public sealed class SparkplugFormatException(int offset, string reason) : FormatException($"byte {offset}: {reason}")
{
    /// <summary>Where in the payload the fault was found.</summary>
    public int Offset { get; } = offset;

    public string Reason { get; } = reason;
}

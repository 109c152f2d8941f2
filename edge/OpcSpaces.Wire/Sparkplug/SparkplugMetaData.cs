namespace OpcSpaces.Wire.Sparkplug;

/// <summary>What is said about a metric's bytes or file (§6.4.7).</summary>
public sealed class SparkplugMetaData
{
    public bool? IsMultiPart { get; set; }

    public string? ContentType { get; set; }

    /// <summary>Bytes.</summary>
    public ulong? Size { get; set; }

    public ulong? Sequence { get; set; }

    public string? FileName { get; set; }

    public string? FileType { get; set; }

    public string? Md5 { get; set; }

    public string? Description { get; set; }
}

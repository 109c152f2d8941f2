using OpcSpaces.Ingest.Accepting;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Watermarking;

/// <summary>What one gateway has to be told, and when it was told last. Belongs to the ingest loop.</summary>
internal sealed class Watermark(NodeState node, OutboxStream stream)
{
    public NodeState Node { get; } = node;

    public OutboxStream Stream { get; set; } = stream;

    public bool IsPending { get; set; }

    /// <summary>To be sent at once, because the gateway waits for it before it sends.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>A <see cref="TimeProvider.GetTimestamp"/>; null for never.</summary>
    public long? SentAt { get; set; }

    public ulong SentCommitted { get; set; }

    /// <summary>When a hole was last answered, likewise.</summary>
    public long? RepeatedAt { get; set; }
}

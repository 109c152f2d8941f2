using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>What is to be told to one gateway, and when it was last told something. Belongs to the ingest loop.</summary>
internal sealed class Watermark(NodeState node, OutboxStream stream)
{
    public NodeState Node { get; } = node;

    public OutboxStream Stream { get; set; } = stream;

    public bool IsPending { get; set; }

    /// <summary>Not to be held back: the gateway waits for this one to begin.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>On <see cref="TimeProvider.GetTimestamp"/>'s scale; null is never.</summary>
    public long? SentAt { get; set; }

    public ulong SentCommitted { get; set; }

    /// <summary>When a hole was last answered, on the same scale.</summary>
    public long? RepeatedAt { get; set; }
}

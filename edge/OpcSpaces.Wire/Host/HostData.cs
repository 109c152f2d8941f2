namespace OpcSpaces.Wire.Host;

/// <summary>One NDATA or DDATA of a node that had its birth; valid during the call only.</summary>
public readonly ref struct HostData
{
    public required NodeState Node { get; init; }

    /// <summary>Null for NDATA.</summary>
    public required DeviceState? Device { get; init; }

    /// <summary>The birth that gives the aliases their names.</summary>
    public required BirthCertificate Certificate { get; init; }

    /// <summary>Whether <see cref="Epoch"/> and <see cref="Sequence"/> were there; false for edge nodes without an outbox.</summary>
    public required bool HasOutbox { get; init; }

    public required ulong Epoch { get; init; }

    public required ulong Sequence { get; init; }

    public required ReadOnlySpan<byte> Payload { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How many metrics the message has, including the outbox's own two.</summary>
    public required int Metrics { get; init; }

    /// <summary>How many of them are not in the birth.</summary>
    public required int UnknownMetrics { get; init; }

    /// <summary>How many of them cannot be read.</summary>
    public required int UnreadableMetrics { get; init; }

    /// <summary>Why reading stopped before the end of the payload; null when it did not.</summary>
    public required string? Damage { get; init; }
}

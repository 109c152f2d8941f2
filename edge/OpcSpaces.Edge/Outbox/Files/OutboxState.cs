namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>The outbox's one row of state.</summary>
internal sealed record OutboxState
{
    public required ulong Epoch { get; init; }

    /// <summary>What the cloud is known to have; written now and then, so the truth may be further.</summary>
    public ulong Committed { get; init; }

    /// <summary>Everything that happened up to this time (ms since 1970 UTC by the gateway's clock) is in the outbox.</summary>
    public long ObservedThroughMs { get; init; }

    /// <summary>The last sequence when the mark was made.</summary>
    public ulong MarkSequence { get; init; }

    /// <summary>Minutes that this outbox has been open in all its life: a clock for retention that nobody can set.</summary>
    public long RanMinutes { get; init; }

    public byte? BirthSequence { get; init; }

    /// <summary>The epoch that this one replaced, and up to where that one was left; zeros when there was none.</summary>
    public (ulong Epoch, ulong Sequence) Previous { get; init; }
}

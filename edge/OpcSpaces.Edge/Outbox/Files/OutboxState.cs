namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>The outbox's single row of state.</summary>
internal sealed record OutboxState
{
    public required ulong Epoch { get; init; }

    /// <summary>The number up to which the cloud is known to have everything. Written with each mark only, so the cloud may have more.</summary>
    public ulong Committed { get; init; }

    /// <summary>Everything that happened up to this time (ms since 1970 UTC by the gateway's clock) is in the outbox.</summary>
    public long ObservedThroughMs { get; init; }

    /// <summary>The last sequence when <see cref="ObservedThroughMs"/> was set.</summary>
    public ulong MarkSequence { get; init; }

    /// <summary>Minutes that this outbox has been open in total: a clock for retention that nobody can set wrong.</summary>
    public long RanMinutes { get; init; }

    public byte? BirthSequence { get; init; }

    /// <summary>The epoch that this one replaced, and the last number of it that was not taken over; zeros when there was none.</summary>
    public (ulong Epoch, ulong Sequence) Previous { get; init; }
}

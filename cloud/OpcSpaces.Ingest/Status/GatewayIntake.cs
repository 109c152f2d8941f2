namespace OpcSpaces.Ingest.Status;

/// <summary>How far the journal is with one gateway's outbox. <paramref name="LastSequence"/> is the newest that the gateway is known to have given out.</summary>
public sealed record GatewayIntake(string Gateway, bool IsOnline, ulong Epoch, ulong LastSequence, ulong Committed)
{
    /// <summary>The epoch that this one replaced because outbox and journal differed; null when there was none.</summary>
    public ulong? ReplacedEpoch { get; init; }

    /// <summary>Batches that the gateway is known to hold and that are not journaled.</summary>
    public ulong Backlog => LastSequence > Committed ? LastSequence - Committed : 0;
}

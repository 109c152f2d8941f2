namespace OpcSpaces.Ingest.Status;

/// <summary>How far the journal is with one gateway's outbox; <paramref name="Made"/> is the highest sequence that is known to be made.</summary>
public sealed record GatewayIntake(string Gateway, bool IsOnline, ulong Epoch, ulong Made, ulong Committed)
{
    /// <summary>The epoch that this one replaced because the gateway's outbox was not what the journal had of it; null when there was none.</summary>
    public ulong? ReplacedEpoch { get; init; }

    /// <summary>Batches that the gateway is known to hold and that are not journaled.</summary>
    public ulong Backlog => Made > Committed ? Made - Committed : 0;
}

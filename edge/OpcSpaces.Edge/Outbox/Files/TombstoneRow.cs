namespace OpcSpaces.Edge.Outbox;

/// <summary>A row that becomes a tombstone: all that stays of it, and what its content is replaced by.</summary>
internal sealed record Grave
{
    public required ulong Sequence { get; init; }

    public required string Device { get; init; }

    public required long FirstMs { get; init; }

    public required long LastMs { get; init; }

    public required long RanMinute { get; init; }

    public required byte[] ContentHash { get; init; }

    public required byte[] Chain { get; init; }

    public required int OldContentBytes { get; init; }

    public required byte[] Tombstone { get; init; }

    public int SavedBytes => OldContentBytes - Tombstone.Length;
}

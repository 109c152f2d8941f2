using OpcSpaces.Sqlite;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>The row that a query is at; its spans are valid until the next step.</summary>
internal readonly ref struct StoredRow(SqliteStatement row)
{
    public ulong Sequence => row.UInt64(0);

    public BatchKind Kind => (BatchKind)row.Int64(1);

    public string Device => row.Text(2);

    public long FirstMs => row.Int64(3);

    public long LastMs => row.Int64(4);

    public ReadOnlySpan<byte> ContentHash => row.Blob(5);

    public ReadOnlySpan<byte> Content => row.Blob(6);

    public ReadOnlySpan<byte> Chain => row.Blob(7);

    public long RanMinute => row.Int64(8);
}

/// <summary>A batch with its number, to be inserted.</summary>
internal readonly ref struct NumberedRow
{
    public required ulong Sequence { get; init; }

    public required BatchKind Kind { get; init; }

    public required string Device { get; init; }

    public required long FirstMs { get; init; }

    public required long LastMs { get; init; }

    public required long RanMinute { get; init; }

    public required ReadOnlySpan<byte> ContentHash { get; init; }

    public required ReadOnlySpan<byte> Chain { get; init; }

    public required ReadOnlySpan<byte> Content { get; init; }
}

/// <summary>A row that becomes a tombstone: what stays of it, and the content that replaces its readings.</summary>
internal sealed record TombstoneRow
{
    public required ulong Sequence { get; init; }

    public required string Device { get; init; }

    public required long FirstMs { get; init; }

    public required long LastMs { get; init; }

    public required long RanMinute { get; init; }

    public required byte[] ContentHash { get; init; }

    public required byte[] Chain { get; init; }

    public required int OldContentBytes { get; init; }

    /// <summary>The new content.</summary>
    public required byte[] Tombstone { get; init; }

    public int SavedBytes => OldContentBytes - Tombstone.Length;
}

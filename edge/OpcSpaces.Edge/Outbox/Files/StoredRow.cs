using OpcSpaces.Sqlite;

namespace OpcSpaces.Edge.Outbox;

/// <summary>The row under a query's cursor; its spans die with the next step.</summary>
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

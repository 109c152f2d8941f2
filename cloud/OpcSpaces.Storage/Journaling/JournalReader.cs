using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>One connection that reads without blocking the writer. Not thread-safe.</summary>
internal sealed class JournalReader : IDisposable
{
    private const string Columns = "id, received_ms, kind, gateway, device, epoch, sequence, payload";
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _entries;
    private readonly SqliteStatement _births;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public JournalReader(JournalOptions options)
    {
        _database = JournalFormat.OpenForReading(options);
        _entries = _database.Prepare($"SELECT {Columns} FROM entry WHERE id > ?1 ORDER BY id LIMIT ?2");
        _births = _database.Prepare($"""
            SELECT {Columns} FROM entry WHERE id IN (
                SELECT max(id) FROM entry INDEXED BY entry_birth WHERE kind IN (2, 3) AND id <= ?1 GROUP BY gateway, device)
            ORDER BY id
            """);
    }

    public List<JournalEntry> Read(long afterId, int maxEntries, long maxPayloadBytes)
    {
        var entries = new List<JournalEntry>(Math.Min(maxEntries, 1024));
        _entries.Bind(1, afterId).Bind(2, maxEntries);
        while (maxPayloadBytes > 0 && _entries.Step())
        {
            var entry = Current(_entries);
            entries.Add(entry);
            maxPayloadBytes -= entry.Payload.Length;
        }
        _entries.Reset();
        return entries;
    }

    public List<JournalEntry> ReadBirths(long upToId)
    {
        var entries = new List<JournalEntry>();
        _births.Bind(1, upToId);
        while (_births.Step())
            entries.Add(Current(_births));
        return entries;
    }

    public void Dispose() => _database.Dispose();

    private JournalEntry Current(SqliteStatement row) => new(
        row.Int64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(1)),
        KindOf(row.Int64(2)),
        Name(row.Text(3)),
        row.TextOrNull(4) is { } device ? Name(device) : null,
        (ulong)row.Int64(5),
        (ulong)row.Int64(6),
        row.Blob(7).ToArray());

    /// <summary>A number that no kind of this version has stays unknown, also one beyond a byte.</summary>
    private static JournalKind KindOf(long number) => number is > 0 and < 256 ? (JournalKind)number : JournalKind.Unknown;

    /// <summary>One string object per name, because a catch-up holds many entries of few gateways.</summary>
    private string Name(string name)
    {
        if (_names.TryGetValue(name, out var known))
            return known;
        if (_names.Count < 100_000)
            _names[name] = name;
        return name;
    }
}

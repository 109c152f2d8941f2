using Microsoft.Data.Sqlite;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>A journal file, read from outside with plain SQL.</summary>
internal sealed class JournalCopy : IDisposable
{
    private readonly SqliteConnection _connection;

    public JournalCopy(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
    }

    /// <summary>Every entry in the order of ids.</summary>
    public IEnumerable<JournalEntry> Entries()
    {
        using var command = Command("SELECT id, received_ms, kind, gateway, device, epoch, sequence, payload FROM entry ORDER BY id");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new JournalEntry(
                row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), (JournalKind)row.GetInt64(2), row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4), (ulong)row.GetInt64(5), (ulong)row.GetInt64(6), (byte[])row[7]);
        }
    }

    /// <summary>The committed sequence of every (gateway, epoch), as the journal's own table has it.</summary>
    public Dictionary<(string Gateway, ulong Epoch), ulong> Streams()
    {
        using var command = Command("SELECT gateway, epoch, committed FROM stream");
        using var row = command.ExecuteReader();
        var streams = new Dictionary<(string, ulong), ulong>();
        while (row.Read()) streams.Add((row.GetString(0), (ulong)row.GetInt64(1)), (ulong)row.GetInt64(2));
        return streams;
    }

    /// <summary>Changes the file, for a test of the tests.</summary>
    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}

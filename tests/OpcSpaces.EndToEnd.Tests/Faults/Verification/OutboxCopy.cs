using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>A gateway's outbox file, read from outside with plain SQL after its agent has ended.</summary>
internal sealed class OutboxCopy
{
    public OutboxCopy(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using (var state = connection.CreateCommand())
        {
            state.CommandText = "SELECT epoch, committed, observed_through_ms FROM state";
            using var row = state.ExecuteReader();
            if (!row.Read()) throw new InvalidDataException($"{path} has no state.");
            (Epoch, Committed, ObservedThroughMs) = ((ulong)row.GetInt64(0), (ulong)row.GetInt64(1), row.GetInt64(2));
        }

        using var batches = connection.CreateCommand();
        batches.CommandText = "SELECT sequence, device, content_hash, chain, content FROM batches ORDER BY sequence";
        using var batch = batches.ExecuteReader();
        while (batch.Read())
        {
            var hash = (byte[])batch[2];
            Rows.Add(new OutboxRow((ulong)batch.GetInt64(0), batch.GetString(1), hash, (byte[])batch[3], SHA256.HashData((byte[])batch[4]).AsSpan().SequenceEqual(hash)));
        }
    }

    public ulong Epoch { get; }

    public ulong Committed { get; }

    public long ObservedThroughMs { get; }

    /// <summary>In order of sequence.</summary>
    public List<OutboxRow> Rows { get; } = [];
}

using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.PowerTests;

/// <summary>What an outbox file holds, read only with SQL and the wire's contract.</summary>
internal sealed class StoredOutbox
{
    private readonly List<(ulong Sequence, string Hash)> _batches = [];

    private StoredOutbox()
    {
    }

    /// <summary>0 when the power failed before there was one.</summary>
    internal ulong Epoch { get; private set; }

    internal ulong Committed { get; private set; }

    internal long ObservedThroughMs { get; private set; }

    internal long? Register { get; private set; }

    internal IReadOnlyList<(ulong Sequence, string Hash)> Batches => _batches;

    /// <summary>The first thing that contradicts the contract, or null.</summary>
    internal string? Fault { get; private set; }

    internal static StoredOutbox Read(string connectionString, string register)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        var stored = new StoredOutbox();
        if (Query(connection, "PRAGMA integrity_check").Single()[0] is not "ok")
            stored.Fault = "the integrity check fails";
        if (!Query(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'state'").Any())
            return stored;
        foreach (var row in Query(connection, "SELECT epoch, committed, observed_through_ms FROM state"))
            (stored.Epoch, stored.Committed, stored.ObservedThroughMs) = ((ulong)(long)row[0], (ulong)(long)row[1], (long)row[2]);
        foreach (var row in Query(connection, $"SELECT value FROM registers WHERE name = '{register}'"))
            stored.Register = (long)row[0];
        stored.ReadBatches(Query(connection, "SELECT sequence, device, content_hash, chain, content FROM batches ORDER BY sequence"));
        return stored;
    }

    private void ReadBatches(IEnumerable<object[]> rows)
    {
        byte[]? link = null;
        foreach (var row in rows)
        {
            var (sequence, hash) = ((ulong)(long)row[0], (byte[])row[2]);
            var previous = _batches.Count > 0 ? link : sequence == 1 ? OutboxChain.Genesis(Epoch) : null;
            if (_batches.Count > 0 && sequence != _batches[^1].Sequence + 1)
                Fault ??= $"after {_batches[^1].Sequence} comes {sequence}";
            if (!SHA256.HashData((byte[])row[4]).AsSpan().SequenceEqual(hash))
                Fault ??= $"batch {sequence} is not what its hash says";
            link = (byte[])row[3];
            if (previous is not null && !OutboxChain.Next(previous, sequence, (string)row[1], hash).AsSpan().SequenceEqual(link))
                Fault ??= $"the chain breaks at {sequence}";
            _batches.Add((sequence, Convert.ToHexString(hash)));
        }
    }

    private static IEnumerable<object[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var row = new object[rows.FieldCount];
            rows.GetValues(row);
            yield return row;
        }
    }
}

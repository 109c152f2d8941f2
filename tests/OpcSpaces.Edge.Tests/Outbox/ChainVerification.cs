using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox;

/// <summary>Verifies the hash chain of an outbox file by the contract alone, without the outbox's own code.</summary>
internal static class ChainVerification
{
    /// <summary>Asserts that numbers have no hole and every link holds; returns how many batches there are.</summary>
    public static int Verify(string databasePath)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false }.ToString());
        connection.Open();
        var epoch = (ulong)(long)Scalar(connection, "SELECT epoch FROM state");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, device, content, chain FROM batches ORDER BY sequence";
        using var rows = command.ExecuteReader();
        var (count, next, previous) = (0, 0UL, Array.Empty<byte>());
        while (rows.Read())
        {
            var sequence = (ulong)rows.GetInt64(0);
            if (count == 0) (next, previous) = (sequence, sequence == 1 ? OutboxChain.Genesis(epoch) : []);
            Assert.Equal(next, sequence);
            var chain = (byte[])rows[3];
            if (previous.Length > 0) Assert.Equal(OutboxChain.Next(previous, sequence, rows.GetString(1), ContentHash((byte[])rows[2])), chain);
            (count, next, previous) = (count + 1, sequence + 1, chain);
        }

        return count;
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    // A tombstone carries the hash of what it replaced.
    private static byte[] ContentHash(byte[] content)
    {
        var reader = new PayloadReader(content);
        if (reader.TryReadNext(out var metric) && metric.TryGetString(out var json) && Tombstone.TryParse(json, out var tombstone, out _))
            return Convert.FromHexString(tombstone!.ContentSha256);
        return SHA256.HashData(content);
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpcSpaces.Databases;

/// <summary>Sets up each connection to the SQLite file: what is committed is on the disk (the file itself remembers that it has a write-ahead log), and a writer waits for another one.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    public static SqliteSettings Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Rows;

/// <summary>Accounts and keys in a SQLite file. Its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteAccessContext(DbContextOptions<SqliteAccessContext> options) : AccessContext(options)
{
    /// <summary>For dotnet-ef; no file is opened.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteAccessContext>
    {
        public SqliteAccessContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<SqliteAccessContext>(schema: null));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Registry.Rows;

/// <summary>The registry in a SQLite file. Its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteRegistryContext(DbContextOptions<SqliteRegistryContext> options) : RegistryContext(options)
{
    /// <summary>For dotnet-ef; no file is opened.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteRegistryContext>
    {
        public SqliteRegistryContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<SqliteRegistryContext>(schema: null));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Notices.Rows;

/// <summary>Notices and channels in a SQLite file. Its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteNoticesContext(DbContextOptions<SqliteNoticesContext> options) : NoticesContext(options)
{
    /// <summary>For dotnet-ef; no file is opened.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteNoticesContext>
    {
        public SqliteNoticesContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<SqliteNoticesContext>(schema: null));
    }
}

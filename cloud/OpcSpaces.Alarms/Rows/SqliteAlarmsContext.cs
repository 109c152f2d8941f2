using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Alarms.Rows;

/// <summary>Alarms in a SQLite file. Its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteAlarmsContext(DbContextOptions<SqliteAlarmsContext> options) : AlarmsContext(options)
{
    /// <summary>For dotnet-ef; no file is opened.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteAlarmsContext>
    {
        public SqliteAlarmsContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<SqliteAlarmsContext>(schema: null));
    }
}

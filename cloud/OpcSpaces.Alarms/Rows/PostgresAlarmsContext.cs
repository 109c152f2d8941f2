using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Alarms.Rows;

/// <summary>Alarms in a PostgreSQL database, in a schema of their own. Its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresAlarmsContext(DbContextOptions<PostgresAlarmsContext> options) : AlarmsContext(options)
{
    public const string Schema = "opcspaces_alarms";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For dotnet-ef; no server is asked.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresAlarmsContext>
    {
        public PostgresAlarmsContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<PostgresAlarmsContext>(Schema));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Notices.Rows;

/// <summary>Notices and channels in a PostgreSQL database, in a schema of their own. Its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresNoticesContext(DbContextOptions<PostgresNoticesContext> options) : NoticesContext(options)
{
    public const string Schema = "opcspaces_notices";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For dotnet-ef; no server is asked.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresNoticesContext>
    {
        public PostgresNoticesContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<PostgresNoticesContext>(Schema));
    }
}

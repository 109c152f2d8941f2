using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Registry.Rows;

/// <summary>The registry in a PostgreSQL database, in a schema of its own. Its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresRegistryContext(DbContextOptions<PostgresRegistryContext> options) : RegistryContext(options)
{
    public const string Schema = "opcspaces_registry";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For dotnet-ef; no server is asked.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresRegistryContext>
    {
        public PostgresRegistryContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<PostgresRegistryContext>(Schema));
    }
}

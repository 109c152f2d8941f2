using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Rows;

/// <summary>Accounts and keys in a PostgreSQL database, in a schema of their own. Its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresAccessContext(DbContextOptions<PostgresAccessContext> options) : AccessContext(options)
{
    public const string Schema = "opcspaces_access";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.HasDefaultSchema(Schema);
        base.OnModelCreating(builder);
    }

    /// <summary>For dotnet-ef; no server is asked.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresAccessContext>
    {
        public PostgresAccessContext CreateDbContext(string[] args) => new(DatabaseConnection.DesignOptions<PostgresAccessContext>(Schema));
    }
}

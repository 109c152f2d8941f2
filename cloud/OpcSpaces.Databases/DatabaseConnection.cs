using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpcSpaces.Databases;

/// <summary>How to reach one database. A context gets its options from here.</summary>
public sealed class DatabaseConnection
{
    private readonly string? _file;
    private readonly DbDataSource? _server;
    private readonly string _schema;

    private DatabaseConnection(string? file, DbDataSource? server, string schema) => (_file, _server, _schema) = (file, server, schema);

    public bool IsSqlite => _file is not null;

    /// <summary>The options of a context.</summary>
    public DbContextOptions<TContext> Options<TContext>()
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        // Whether the migrations fit the model is for a test. Each start would build the model a second time to compare them.
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        return _file is not null
            ? options.UseSqlite(_file).AddInterceptors(SqliteSettings.Instance).Options
            : options.UseNpgsql(_server!, npgsql => npgsql.MigrationsHistoryTable(HistoryTable, _schema)).Options;
    }

    /// <summary>The options of a context that only describes its tables, for dotnet-ef; nothing is opened.</summary>
    public static DbContextOptions<TContext> DesignOptions<TContext>(string? schema)
        where TContext : DbContext => schema is null
        ? new DbContextOptionsBuilder<TContext>().UseSqlite("Data Source=:memory:").Options
        : new DbContextOptionsBuilder<TContext>().UseNpgsql("Host=localhost", npgsql => npgsql.MigrationsHistoryTable(HistoryTable, schema)).Options;

    internal static DatabaseConnection Sqlite(string connectionString) => new(connectionString, null, "");

    internal static DatabaseConnection Postgres(DbDataSource server, string schema) => new(null, server, schema);

    private const string HistoryTable = "__EFMigrationsHistory";
}

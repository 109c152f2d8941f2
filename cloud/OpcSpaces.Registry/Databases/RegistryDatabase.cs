using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpcSpaces.Registry.Rows;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Registry.Databases;

/// <summary>The registry's database: opens it, brings its tables to this version, and makes contexts. Thread-safe.</summary>
public sealed class RegistryDatabase : IDisposable
{
    private readonly RegistryOptions _options;
    private readonly Lock _opening = new(); // guards _open and _postgres
    private NpgsqlDataSource? _postgres;
    private bool _isOpen;

    public RegistryDatabase(RegistryOptions options) => _options = options;

    /// <summary>Where it is, for messages: never with a user or a password.</summary>
    public string Place => _options.Provider == RegistryProvider.Sqlite ? $"'{_options.Path}'" : "the PostgreSQL database of the registry";

    /// <summary>Opens the database for writing, and brings its tables to this version. Does nothing when it is open.</summary>
    /// <exception cref="RegistryUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="RegistryRefusedException">It is foreign, newer or damaged, or its settings are wrong.</exception>
    public void Open()
    {
        lock (_opening)
        {
            if (_isOpen) return;
            Guard(() =>
            {
                if (_options.Provider == RegistryProvider.Sqlite) RegistryFormat.Claim(_options.Path, MigrationCount());
                using var context = Create();
                RefuseNewer(context);
                if (_options.Provider == RegistryProvider.Sqlite) RemoveRests(context);
                context.Database.Migrate();
                AddHead(context);
                return true;
            });
            _isOpen = true;
        }
    }

    /// <summary>Whether there is a registry to read; a missing SQLite file is none, and it is not created.</summary>
    /// <exception cref="RegistryUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="RegistryRefusedException">It is of an older or a newer version: start the cloud, which upgrades it, or use a newer program.</exception>
    public bool OpenForReading()
    {
        lock (_opening)
        {
            if (_isOpen) return true;
            if (_options.Provider == RegistryProvider.Sqlite && !File.Exists(_options.Path)) return false;
            _isOpen = Guard(() =>
            {
                using var context = Create();
                RefuseNewer(context);
                var pending = context.Database.GetPendingMigrations().Count();
                if (pending == context.Database.GetMigrations().Count()) return false;
                return pending == 0 ? true : throw new RegistryRefusedException($"{Place} is of an older version: start the cloud once, which upgrades it.");
            });
            return _isOpen;
        }
    }

    public void Dispose() => _postgres?.Dispose();

    /// <summary>All reads of one transaction see one moment. In SQLite, this name asks for a transaction that does not wait for the writer.</summary>
    internal IsolationLevel ReadIsolation => _options.Provider == RegistryProvider.Sqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead;

    /// <summary>A new context; the caller disposes it.</summary>
    internal RegistryContext Create() => _options.Provider == RegistryProvider.Sqlite
        ? new SqliteRegistryContext(new DbContextOptionsBuilder<SqliteRegistryContext>().UseSqlite(SqliteAddress()).AddInterceptors(SqliteSettings.Instance).Options)
        : new PostgresRegistryContext(new DbContextOptionsBuilder<PostgresRegistryContext>()
            .UseNpgsql(_postgres ??= NpgsqlDataSource.Create(PostgresAddress.Read(_options)), npgsql => npgsql.MigrationsHistoryTable("__EFMigrationsHistory", PostgresRegistryContext.Schema)).Options);

    /// <summary>Runs <paramref name="work"/> and turns what the database throws into the exceptions of this class.</summary>
    internal T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteFormatException e)
        {
            throw new RegistryRefusedException(e.Message, e);
        }
        catch (Exception e) when (e is not JournalUnavailableException && Cause(e) is { } cause)
        {
            throw cause switch
            {
                SqliteException { SqliteErrorCode: SqliteCode.Corrupt or SqliteCode.NotADatabase } => new RegistryRefusedException($"{Place} is damaged ({cause.Message}): restore it from a backup.", e),
                PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
                    new RegistryUnavailableException($"{Place} refuses: {refused.MessageText}. Correct the connection string, or give the account the right to create tables in the schema {PostgresRegistryContext.Schema}.", e),
                _ => new RegistryUnavailableException($"{Place} cannot be used: {cause.Message}", e),
            };
        }
    }

    // What the database itself threw, below EF Core's own exceptions.
    private static DbException? Cause(Exception e) => e switch
    {
        SqliteException or NpgsqlException => (DbException)e,
        { InnerException: { } inner } => Cause(inner),
        _ => null,
    };

    private int MigrationCount()
    {
        using var context = Create();
        return context.Database.GetMigrations().Count();
    }

    private void RefuseNewer(RegistryContext context)
    {
        var unknown = context.Database.GetAppliedMigrations().Except(context.Database.GetMigrations()).ToList();
        if (unknown.Count > 0) throw new RegistryRefusedException($"{Place} is a registry of a newer version ({unknown[^1]}): use a newer program.");
    }

    // EF Core waits for ever for a lock that a killed process has left in the file. Only one process has the data directory.
    private static void RemoveRests(RegistryContext context)
    {
        context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        // Copies of tables, of an upgrade that was killed before they took the places of the originals.
        var copies = context.Database.SqlQueryRaw<string>("SELECT 'DROP TABLE ' || quote(name) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name GLOB 'ef_temp_*'").ToList();
        foreach (var drop in copies) context.Database.ExecuteSqlRaw(drop);
    }

    private static void AddHead(RegistryContext context)
    {
        if (context.Heads.Any()) return;
        context.Heads.Add(new HeadRow { Epoch = Math.Max(1, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue) });
        context.SaveChanges();
    }

    private string SqliteAddress() => new SqliteConnectionStringBuilder { DataSource = _options.Path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ConnectionString;
}

using System.Data;
using System.Security.Cryptography;
using OpcSpaces.Databases;
using OpcSpaces.Registry.Rows;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Registry.Databases;

/// <summary>The registry's database: opens it, brings its tables to this version, and makes contexts. Thread-safe.</summary>
public sealed class RegistryDatabase : IDisposable
{
    private static readonly DatabaseKind<RegistryContext> Kind = new()
    {
        Name = "a registry",
        ShortName = "registry",
        ApplicationId = 0x4F504352, // OPCR
        Schema = PostgresRegistryContext.Schema,
        Create = connection => connection.IsSqlite ? new SqliteRegistryContext(connection.Options<SqliteRegistryContext>()) : new PostgresRegistryContext(connection.Options<PostgresRegistryContext>()),
        Fill = AddHead,
        Unavailable = (message, inner) => new RegistryUnavailableException(message, inner),
        Conflict = (message, inner) => new RegistryConflictException(message, inner),
        Refused = (message, inner) => new RegistryRefusedException(message, inner),
        IsForeign = e => e is JournalUnavailableException,
    };

    private readonly EfDatabase<RegistryContext> _database;

    public RegistryDatabase(RegistryOptions options) => _database = new EfDatabase<RegistryContext>(options, Kind);

    /// <summary>Where it is, for messages: never with a user or a password.</summary>
    public string Place => _database.Place;

    /// <summary>All reads of one transaction see one moment.</summary>
    internal IsolationLevel ReadIsolation => _database.ReadIsolation;

    /// <summary>Opens the database for writing, and brings its tables to this version. Does nothing when it is open.</summary>
    /// <exception cref="RegistryUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="RegistryRefusedException">It is foreign, newer or damaged, or its settings are wrong.</exception>
    public void Open() => _database.Open();

    /// <summary>Whether there is a registry to read; a missing SQLite file is none, and it is not created.</summary>
    /// <exception cref="RegistryUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="RegistryRefusedException">It is of an older or a newer version: start the cloud, which upgrades it, or use a newer program.</exception>
    public bool OpenForReading() => _database.OpenForReading();

    public void Dispose() => _database.Dispose();

    /// <summary>A new context; the caller disposes it.</summary>
    internal RegistryContext Create() => _database.Create();

    /// <summary>Runs <paramref name="work"/> and turns what the database throws into the exceptions of this class.</summary>
    internal T Guard<T>(Func<T> work) => _database.Guard(work);

    private static void AddHead(RegistryContext context)
    {
        if (context.Heads.Any()) return;
        context.Heads.Add(new HeadRow { Epoch = Math.Max(1, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue) });
        context.SaveChanges();
    }
}

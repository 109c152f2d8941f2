using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Databases;

/// <summary>The database of accounts, sessions, keys and displays. Thread-safe.</summary>
public sealed class AccessDatabase : IDisposable
{
    private static readonly DatabaseKind<AccessContext> Kind = new()
    {
        Name = "a file of accounts",
        ShortName = "accounts",
        ApplicationId = 0x4F504341, // OPCA
        Schema = PostgresAccessContext.Schema,
        IsPrivate = true,
        Conflict = (message, inner) => new DatabaseConflictException(message, inner),
        Create = connection => connection.IsSqlite ? new SqliteAccessContext(connection.Options<SqliteAccessContext>()) : new PostgresAccessContext(connection.Options<PostgresAccessContext>()),
    };

    private readonly EfDatabase<AccessContext> _database;

    public AccessDatabase(AccessOptions options, TimeProvider? time = null) => _database = new EfDatabase<AccessContext>(options, Kind, time);

    /// <inheritdoc cref="EfDatabase{TContext}.Place" />
    public string Place => _database.Place;

    /// <inheritdoc cref="EfDatabase{TContext}.Open" />
    public void Open() => _database.Open();

    /// <inheritdoc cref="EfDatabase{TContext}.OpenForReading" />
    public bool OpenForReading() => _database.OpenForReading();

    public void Dispose() => _database.Dispose();

    /// <summary>A context on the open database; the caller disposes it.</summary>
    internal AccessContext Create()
    {
        _database.Open();
        return _database.Create();
    }

    /// <inheritdoc cref="EfDatabase{TContext}.Use" />
    internal T Use<T>(Func<AccessContext, T> work) => _database.Use(work);

    /// <summary>Turns what the database throws during <paramref name="work"/> into the exceptions of <see cref="EfDatabase{TContext}"/>.</summary>
    internal Task<T> GuardAsync<T>(Func<Task<T>> work) => _database.GuardAsync(work);
}

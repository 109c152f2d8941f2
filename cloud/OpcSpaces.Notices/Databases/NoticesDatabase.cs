using OpcSpaces.Databases;
using OpcSpaces.Notices.Rows;
using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Databases;

/// <summary>The database of channels and notices. Thread-safe.</summary>
public sealed class NoticesDatabase : IDisposable
{
    private static readonly DatabaseKind<NoticesContext> Kind = new()
    {
        Name = "a file of notices",
        ShortName = "notices",
        ApplicationId = 0x4F50434E, // OPCN
        Schema = PostgresNoticesContext.Schema,
        IsPrivate = true, // It has the addresses of people, and secrets of channels, though encrypted.
        Conflict = (message, inner) => new DatabaseConflictException(message, inner),
        Create = connection => connection.IsSqlite ? new SqliteNoticesContext(connection.Options<SqliteNoticesContext>()) : new PostgresNoticesContext(connection.Options<PostgresNoticesContext>()),
    };

    private readonly EfDatabase<NoticesContext> _database;

    public NoticesDatabase(NoticesOptions options, TimeProvider? time = null) => _database = new EfDatabase<NoticesContext>(options, Kind, time);

    /// <inheritdoc cref="EfDatabase{TContext}.Place" />
    public string Place => _database.Place;

    /// <inheritdoc cref="EfDatabase{TContext}.Open" />
    public void Open() => _database.Open();

    public void Dispose() => _database.Dispose();

    /// <inheritdoc cref="EfDatabase{TContext}.Use" />
    internal T Use<T>(Func<NoticesContext, T> work) => _database.Use(work);

    /// <inheritdoc cref="EfDatabase{TContext}.Change" />
    internal T Change<T>(Func<NoticesContext, T> work) => _database.Change(work);
}

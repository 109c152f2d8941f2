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
        IsPrivate = true, // It has the secrets of channels.
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

    /// <summary>Reads or writes with a context of its own.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached now.</exception>
    internal T Use<T>(Func<NoticesContext, T> work) => _database.Guard(() =>
    {
        _database.Open();
        using var context = _database.Create();
        return work(context);
    });

    /// <summary>The same in one transaction: all of it or nothing.</summary>
    internal T Change<T>(Func<NoticesContext, T> work) => Use(context =>
    {
        using var transaction = context.Database.BeginTransaction();
        var result = work(context);
        transaction.Commit();
        return result;
    });
}

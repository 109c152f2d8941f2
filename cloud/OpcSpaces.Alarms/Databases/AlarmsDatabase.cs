using OpcSpaces.Alarms.Rows;
using OpcSpaces.Databases;

namespace OpcSpaces.Alarms.Databases;

/// <summary>The database of alarms. Thread-safe.</summary>
public sealed class AlarmsDatabase : IDisposable
{
    private static readonly DatabaseKind<AlarmsContext> Kind = new()
    {
        Name = "a file of alarms",
        ShortName = "alarms",
        ApplicationId = 0x4F50434C, // OPCL
        Schema = PostgresAlarmsContext.Schema,
        Conflict = (message, inner) => new DatabaseConflictException(message, inner),
        Create = connection => connection.IsSqlite ? new SqliteAlarmsContext(connection.Options<SqliteAlarmsContext>()) : new PostgresAlarmsContext(connection.Options<PostgresAlarmsContext>()),
    };

    private readonly EfDatabase<AlarmsContext> _database;

    public AlarmsDatabase(DatabasePlace place, TimeProvider? time = null) => _database = new EfDatabase<AlarmsContext>(place, Kind, time);

    /// <inheritdoc cref="EfDatabase{TContext}.OpenForReading" />
    public bool OpenForReading() => _database.OpenForReading();

    public void Dispose() => _database.Dispose();

    /// <inheritdoc cref="EfDatabase{TContext}.Use" />
    internal T Use<T>(Func<AlarmsContext, T> work) => _database.Use(work);

    /// <inheritdoc cref="EfDatabase{TContext}.Change" />
    internal T Change<T>(Func<AlarmsContext, T> work) => _database.Change(work);
}

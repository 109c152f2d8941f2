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

    public void Dispose() => _database.Dispose();

    /// <summary>Reads or writes with a context of its own, on the open database.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached now.</exception>
    internal T Use<T>(Func<AlarmsContext, T> work) => _database.Guard(() =>
    {
        _database.Open();
        using var context = _database.Create();
        return work(context);
    });
}

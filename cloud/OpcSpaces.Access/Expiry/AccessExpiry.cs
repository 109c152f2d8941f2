using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Databases;

namespace OpcSpaces.Access.Expiry;

/// <summary>Removes what is too old of the access log, and sessions that have ended.</summary>
public sealed class AccessExpiry
{
    private readonly AccessDatabase _database;
    private readonly SessionStore _sessions;
    private readonly TimeProvider _time;

    internal AccessExpiry(AccessDatabase database, SessionStore sessions, TimeProvider time) => (_database, _sessions, _time) = (database, sessions, time);

    /// <summary>Removes the entries of the log that were made before a time; the database refuses to remove one of the last half year.</summary>
    /// <returns>How many, and the time of the first of them.</returns>
    /// <exception cref="OpcSpaces.Databases.DatabaseUnavailableException">The database cannot be reached now.</exception>
    public (int Count, DateTimeOffset? From) ExpireLog(DateTimeOffset before) => _database.Use(context =>
    {
        var old = context.Log.Where(row => row.At < before);
        var from = old.OrderBy(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefault();
        return from is null ? (0, from) : (old.ExecuteDelete(), from);
    });

    /// <summary>Removes the sessions that are over.</summary>
    /// <returns>How many, and when the newest that may have been removed had begun.</returns>
    public (int Count, DateTimeOffset Before) ExpireSessions() => _database.Use(context =>
    {
        var before = _time.GetUtcNow() - _sessions.Longest;
        return (context.Sessions.Where(row => row.CreatedAt < before).ExecuteDelete(), before);
    });
}

using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Rows;

namespace OpcSpaces.Access.Logging;

/// <summary>
/// Reads the access log. Entries are written in the transaction of what they are about. The database itself refuses to change one, and to
/// remove one before half a year has passed.
/// </summary>
public sealed class AccessLog(AccessDatabase database)
{
    /// <summary>Entries, newest first.</summary>
    /// <param name="before">Only those with a smaller id; null for all.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<AccessLogEntry> Read(long? before, int most) => database.Use(context => context.Log.AsNoTracking()
        .Where(row => before == null || row.Id < before).OrderByDescending(row => row.Id).Take(most).AsEnumerable()
        .Select(row => new AccessLogEntry(row.Id, row.At, row.Who, Enum.Parse<AccessEvent>(row.What), row.Detail, row.Source)).ToList());

    /// <summary>How many entries were made before a time.</summary>
    public int CountBefore(DateTimeOffset before) => database.Use(context => context.Log.Count(row => row.At < before));
}

/// <summary>Adds entries to the access log.</summary>
internal static class AccessLogWriting
{
    /// <summary>Adds an entry, which is stored with the next changes.</summary>
    public static void Note(this AccessContext context, TimeProvider time, Actor actor, AccessEvent what, string detail = "") =>
        context.Log.Add(new AccessLogRow { At = time.GetUtcNow(), Who = actor.ShortWho, What = what.ToString(), Detail = detail, Source = actor.Source });
}

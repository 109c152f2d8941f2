using Microsoft.Data.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>Looks at a journal without writing, beside the process that has it.</summary>
public static class JournalSurvey
{
    /// <summary>The batches that were received before a time and whose content has not expired.</summary>
    /// <returns>How many they are, how long they are together, and when the first of them was received; null where there is none.</returns>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public static (long Count, long Bytes, DateTimeOffset? From) Expiring(JournalOptions options, DateTimeOffset before)
    {
        using var database = JournalFormat.OpenForReading(options);
        using var query = database.PrepareOnce($"""
            SELECT count(*), coalesce(sum(length(payload)), 0), min(received_ms) FROM entry
            WHERE (kind = {(int)JournalKind.ForeignData} OR (kind = {(int)JournalKind.Data} AND device IS NOT NULL)) AND received_ms < ?1
            """);
        query.Bind(1, before.ToUnixTimeMilliseconds()).Step();
        return (query.Int64(0), query.Int64(1), query.IsNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(query.Int64(2)));
    }
}

using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>Removes old readings over a connection of its own, a few thousand at a time, so that the writer waits for one step at most.</summary>
public static class EmbeddedSeriesExpiry
{
    private const int StepReadings = 5_000; // about 5 ms
    private const int StepPages = 64;
    private const int KeptPages = 1_024; // 8 MiB, for what is written next

    /// <summary>How many readings of a measurement are older than a time. Writes nothing.</summary>
    /// <exception cref="SeriesUnavailableException">The file cannot be read.</exception>
    public static long Count(EmbeddedSeriesOptions options, string measurement, DateTimeOffset before) => OnDisk(options, database =>
    {
        using var query = database.PrepareOnce("SELECT count(*) FROM reading WHERE series_id IN (SELECT id FROM series WHERE measurement = ?1) AND time_ns < ?2");
        return query.Bind(1, measurement).Bind(2, SeriesGrid.HourOf(Ns(before))).Step() ? query.Int64(0) : 0;
    });

    /// <param name="options">The file.</param>
    /// <param name="measurement">The measurement.</param>
    /// <param name="before">The time.</param>
    /// <param name="removed">Told after each step how many readings were removed.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="SeriesUnavailableException">The disk does not allow it; what was removed stays removed.</exception>
    internal static void Run(EmbeddedSeriesOptions options, string measurement, DateTimeOffset before, Action<long> removed, CancellationToken cancellation) => OnDisk(options, database =>
    {
        database.Execute("PRAGMA synchronous=NORMAL; PRAGMA secure_delete=1");
        var beforeNs = SeriesGrid.HourOf(Ns(before)); // whole hours, as they are summed up
        foreach (var series in SeriesOf(database, measurement)) Remove(database, series, beforeNs, removed, cancellation);
        while (database.GiveBack(KeptPages, StepPages) > 0) cancellation.ThrowIfCancellationRequested();
        return true;
    });

    private static T OnDisk<T>(EmbeddedSeriesOptions options, Func<SqliteDatabase, T> work)
    {
        try
        {
            using var database = SqliteDatabase.Open(options.Path, options.Vfs, SqliteOpenMode.ReadWrite);
            return work(database);
        }
        catch (SqliteException e) when (SqliteCode.IsTemporary(e.SqliteErrorCode))
        {
            throw new SeriesUnavailableException($"Old readings of '{options.Path}' cannot be read or removed: {e.Message}", e);
        }
    }

    private static long Ns(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static List<long> SeriesOf(SqliteDatabase database, string measurement)
    {
        using var query = database.PrepareOnce("SELECT id FROM series WHERE measurement = ?1");
        query.Bind(1, measurement);
        var series = new List<long>();
        while (query.Step()) series.Add(query.Int64(0));
        return series;
    }

    private static void Remove(SqliteDatabase database, long series, long beforeNs, Action<long> removed, CancellationToken cancellation)
    {
        using var remove = database.PrepareOnce("""
            DELETE FROM reading WHERE series_id = ?1 AND time_ns < ?2 AND time_ns <= coalesce(
                (SELECT time_ns FROM reading WHERE series_id = ?1 AND time_ns < ?2 ORDER BY time_ns LIMIT 1 OFFSET ?3), ?2)
            """);
        using var removeHours = database.PrepareOnce("DELETE FROM hour WHERE series_id = ?1 AND hour_ns < ?2");
        removeHours.Bind(1, series).Bind(2, beforeNs).Run();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            remove.Bind(1, series).Bind(2, beforeNs).Bind(3, StepReadings - 1).Run();
            var count = database.Changes;
            if (count > 0) removed(count);
            if (count < StepReadings) return;
        }
    }
}

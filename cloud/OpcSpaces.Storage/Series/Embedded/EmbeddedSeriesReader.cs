using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>The connection that reads, beside the writer. Thread-safe: one query at a time.</summary>
internal sealed class EmbeddedSeriesReader : IDisposable
{
    private const string SeriesId = """
        (SELECT id FROM series WHERE community = ?1 AND zone = ?2 AND point = ?3 AND measurement = ?4 AND field = ?5 AND is_foreign = ?6)
        """;

    private readonly Lock _gate = new(); // guards everything below
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _range;
    private readonly SqliteStatement _before;
    private readonly SqliteStatement _registerBefore;
    private readonly SqliteStatement _rolled;
    private readonly SqliteStatement _hours;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _list;

    public EmbeddedSeriesReader(EmbeddedSeriesOptions options)
    {
        _database = SqliteDatabase.Open(options.Path, options.Vfs, SqliteOpenMode.ReadWrite);
        try
        {
            _database.Execute("PRAGMA query_only=1");
            _range = _database.Prepare($"""
                SELECT {EmbeddedSamples.Columns} FROM reading
                WHERE series_id = {SeriesId} AND time_ns >= ?7 AND time_ns < ?8 ORDER BY time_ns LIMIT ?9
                """);
            _before = _database.Prepare($"""
                SELECT {EmbeddedSamples.Columns} FROM reading
                WHERE series_id = {SeriesId} AND time_ns < ?7 ORDER BY time_ns DESC LIMIT 1
                """);
            _registerBefore = _database.Prepare($"""
                SELECT time_ns, value FROM reading
                WHERE series_id = {SeriesId} AND time_ns < ?7 AND quality IS NULL AND typeof(value) = 'integer' ORDER BY time_ns DESC LIMIT 1
                """);
            _rolled = _database.Prepare($"SELECT rolled_ns FROM series WHERE id = {SeriesId}");
            _hours = _database.Prepare($"""
                SELECT hour_ns, readings, others, numbers, least, most, total, last, first_ns, first, newest_ns, newest, growth FROM hour
                WHERE series_id = {SeriesId} AND hour_ns >= ?7 AND hour_ns < ?8 ORDER BY hour_ns
                """);
            _count = _database.Prepare($"SELECT count(*) FROM reading WHERE series_id = {SeriesId}");
            _list = _database.Prepare("SELECT measurement, community, zone, point, field, is_foreign FROM series");
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public IReadOnlyList<SeriesSample> Read(SeriesKey key, long fromNs, long toNs, int limit)
    {
        lock (_gate)
        {
            var samples = new List<SeriesSample>();
            Bind(_range, key).Bind(7, fromNs).Bind(8, toNs).Bind(9, limit);
            while (_range.Step())
                samples.Add(EmbeddedSamples.Read(_range));
            return samples;
        }
    }

    public SeriesSample? ReadBefore(SeriesKey key, long beforeNs)
    {
        lock (_gate)
        {
            if (!Bind(_before, key).Bind(7, beforeNs).Step())
                return null;
            var sample = EmbeddedSamples.Read(_before);
            _before.Reset();
            return sample;
        }
    }

    /// <summary>Up to where hours of the grid have to be summed up; null where they are.</summary>
    public long? FindHoursToRoll(SeriesKey key, SeriesGrid grid)
    {
        // The newest hour still grows.
        if (!grid.HasWholeHours || ReadBefore(key, grid.EndNs) is not { } newest)
            return null;
        var until = SeriesGrid.HourOf(newest.TimeNs);
        lock (_gate)
            return RolledNs(key) < until ? until : null;
    }

    public IReadOnlyList<SeriesBucket> Summarise(SeriesKey key, SeriesGrid grid)
    {
        lock (_gate)
        {
            // Hours and readings of one moment.
            _database.Execute("BEGIN");
            try
            {
                var fold = new BucketFold(grid, RegisterBefore(key, grid.FromNs));
                var rolled = grid.HasWholeHours ? Math.Clamp(RolledNs(key), grid.FromNs, grid.EndNs) : grid.FromNs;
                Bind(_hours, key).Bind(7, grid.FromNs).Bind(8, rolled);
                while (_hours.Step())
                    fold.Take(_hours.Int64(0), SeriesRollUp.Read(_hours, 1));
                Bind(_range, key).Bind(7, rolled).Bind(8, grid.EndNs).Bind(9, -1L);
                while (_range.Step())
                    fold.Take(EmbeddedSamples.Read(_range));
                return fold.End();
            }
            finally
            {
                _database.Rollback();
            }
        }
    }

    public long Count(SeriesKey key)
    {
        lock (_gate)
        {
            Bind(_count, key).Step();
            var count = _count.Int64(0);
            _count.Reset();
            return count;
        }
    }

    public IReadOnlyList<SeriesKey> List()
    {
        lock (_gate)
        {
            var keys = new List<SeriesKey>();
            while (_list.Step())
                keys.Add(new SeriesKey(_list.Text(0), _list.Text(1), _list.Text(2), _list.Text(3), _list.Text(4)) { IsForeign = _list.Int64(5) != 0 });
            return keys;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _database.Dispose();
    }

    private long RolledNs(SeriesKey key)
    {
        if (!Bind(_rolled, key).Step())
            return 0;
        var rolled = _rolled.Int64(0);
        _rolled.Reset();
        return rolled;
    }

    private RegisterReading? RegisterBefore(SeriesKey key, long beforeNs)
    {
        if (!Bind(_registerBefore, key).Bind(7, beforeNs).Step())
            return null;
        var reading = new RegisterReading(_registerBefore.Int64(0), _registerBefore.Int64(1));
        _registerBefore.Reset();
        return reading;
    }

    private static SqliteStatement Bind(SqliteStatement statement, SeriesKey key) =>
        statement.Bind(1, key.Community).Bind(2, key.Zone).Bind(3, key.Point).Bind(4, key.Measurement).Bind(5, key.Field)
            .Bind(6, key.IsForeign ? 1 : 0);
}

using Microsoft.Data.Sqlite;
using OpcSpaces.Points;
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
    private readonly SqliteStatement _latest;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _list;

    public EmbeddedSeriesReader(EmbeddedSeriesOptions options)
    {
        _database = SqliteDatabase.Open(options.Path, options.Vfs, SqliteOpenMode.ReadWrite);
        try
        {
            _database.Execute("PRAGMA query_only=1");
            _range = _database.Prepare($"""
                SELECT time_ns, value, coalesce(quality, 192) FROM reading
                WHERE series_id = {SeriesId} AND time_ns >= ?7 AND time_ns < ?8 ORDER BY time_ns LIMIT ?9
                """);
            _latest = _database.Prepare($"""
                SELECT time_ns, value, coalesce(quality, 192) FROM reading
                WHERE series_id = {SeriesId} ORDER BY time_ns DESC LIMIT 1
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
                samples.Add(Current(_range));
            return samples;
        }
    }

    public SeriesSample? ReadLatest(SeriesKey key)
    {
        lock (_gate)
        {
            if (!Bind(_latest, key).Step())
                return null;
            var sample = Current(_latest);
            _latest.Reset();
            return sample;
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

    private static SqliteStatement Bind(SqliteStatement statement, SeriesKey key) =>
        statement.Bind(1, key.Community).Bind(2, key.Zone).Bind(3, key.Point).Bind(4, key.Measurement).Bind(5, key.Field)
            .Bind(6, key.IsForeign ? 1 : 0);

    private static SeriesSample Current(SqliteStatement row) => new(row.Int64(0), Value(row), (int)row.Int64(2));

    private static PointValue Value(SqliteStatement row) => row.Type(1) switch
    {
        1 => PointValue.Of(row.Int64(1)),
        2 => PointValue.Of(row.Double(1)),
        3 => PointValue.Of(row.Text(1)),
        _ => PointValue.Null,
    };
}

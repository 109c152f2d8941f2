using OpcSpaces.Points;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>The connection that writes. After any exception it is closed and a new one is opened. Not thread-safe.</summary>
internal sealed class EmbeddedSeriesWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _findSeries;
    private readonly SqliteStatement _addSeries;
    private readonly SqliteStatement _addReading;
    private readonly SqliteStatement _setPosition;
    private readonly SeriesRollUp _rollUp;
    private readonly SeriesSlots<SeriesRow> _series;

    private EmbeddedSeriesWriter(EmbeddedSeriesOptions options, SqliteDatabase database)
    {
        _database = database;
        _database.Execute($"PRAGMA cache_size=-{options.CacheMib * 1024}");
        _database.Execute("PRAGMA wal_autocheckpoint=4000");
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _commit = _database.Prepare("COMMIT");
        _findSeries = _database.Prepare(
            "SELECT id, rolled_ns FROM series WHERE community = ?1 AND zone = ?2 AND point = ?3 AND measurement = ?4 AND field = ?5 AND is_foreign = ?6");
        _addSeries = _database.Prepare(
            "INSERT INTO series(community, zone, point, measurement, field, is_foreign) VALUES(?1, ?2, ?3, ?4, ?5, ?6) RETURNING id, rolled_ns");
        _addReading = _database.Prepare("""
            INSERT INTO reading VALUES(?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET value = excluded.value, quality = excluded.quality
            """);
        _setPosition = _database.Prepare("UPDATE position SET journal_id = ?1");
        _rollUp = new SeriesRollUp(_database);
        _series = new SeriesSlots<SeriesRow>(Resolve);
        Position = _database.QueryInt64("SELECT journal_id FROM position");
    }

    public long Position { get; private set; }

    /// <summary>Opens or creates the file; throws what <see cref="SqliteFile.Open{T}"/> throws.</summary>
    public static EmbeddedSeriesWriter Open(EmbeddedSeriesOptions options) =>
        SqliteFile.Open(options.Path, options.Vfs, EmbeddedSeriesFormat.Format, database => new EmbeddedSeriesWriter(options, database));

    /// <summary>Keeps the file for a journal; see <see cref="ISeriesStore.BelongTo"/>.</summary>
    /// <param name="journal">The journal of this process.</param>
    /// <param name="path">The file, for the message.</param>
    public void BelongTo(JournalIdentity journal, string path) => _database.Transact(() =>
    {
        using var query = _database.PrepareOnce("SELECT journal, place FROM position");
        query.Step();
        Guid? owner = query.TextOrNull(0) is { } id ? Guid.ParseExact(id, "N") : null;
        if (owner is { } known ? known != journal.Id : !journal.MayHaveMade(Position))
            throw OtherJournalException.Of($"The file of time series '{path}'", owner, query.TextOrNull(1), journal, EmbeddedSeriesFormat.FixWhenForeign);
        if (owner is not null && query.TextOrNull(1) == journal.Place)
            return;
        query.Reset();
        using var save = _database.PrepareOnce("UPDATE position SET journal = ?1, place = ?2");
        save.Bind(1, journal.Id.ToString("N")).Bind(2, journal.Place).Run();
    });

    /// <summary>Readings and position in one transaction.</summary>
    public void Write(SeriesBatch batch, long position, RefusedPoints refused)
    {
        _begin.Run();
        var points = batch.Points;
        for (var i = 0; i < points.Length; i++)
        {
            ref readonly var point = ref points[i];
            var series = _series[point.Series];
            if ((series.Fault ?? SeriesRefusal.Find(point)) is { } fault)
                refused.Add(batch, i, fault);
            else
                Insert(series, point);
        }
        _setPosition.Bind(1, position).Run();
        _commit.Run();
        Position = position;
    }

    /// <summary>Sums up hours of a series that the file has, in one transaction of some <paramref name="most"/> readings.</summary>
    public void RollUp(SeriesKey key, long untilNs, int most)
    {
        _begin.Run();
        _rollUp.Roll(_series[key], untilNs, most);
        _commit.Run();
    }

    public void Dispose() => _database.Dispose();

    private void Insert(SeriesRow series, in SeriesPoint point)
    {
        if (point.TimeNs < series.RolledNs)
            _rollUp.SetBack(series, point.TimeNs);
        _addReading.Bind(1, series.Id).Bind(2, point.TimeNs);
        switch (point.Value.Kind)
        {
            case PointValueKind.Null:
                _addReading.BindNull(3);
                break;
            case PointValueKind.Single:
                _addReading.Bind(3, DecimalNumber.Widen(point.Value.AsSingle));
                break;
            case PointValueKind.Double:
                _addReading.Bind(3, point.Value.AsDouble);
                break;
            case PointValueKind.Text:
                _addReading.Bind(3, point.Value.AsText);
                break;
            default:
                _addReading.Bind(3, point.Value.AsInteger);
                break;
        }
        if (point.Quality == QualityCode.Good)
            _addReading.BindNull(4);
        else
            _addReading.Bind(4, point.Quality);
        _addReading.Run();
    }

    private SeriesRow Resolve(SeriesKey key)
    {
        if (SeriesRefusal.FindInKey(key) is { } fault)
            return new SeriesRow(0, fault);
        return Identify(_findSeries, key) ?? Identify(_addSeries, key)!;
    }

    private static SeriesRow? Identify(SqliteStatement statement, SeriesKey key)
    {
        statement.Bind(1, key.Community).Bind(2, key.Zone).Bind(3, key.Point).Bind(4, key.Measurement).Bind(5, key.Field)
            .Bind(6, key.IsForeign ? 1 : 0);
        if (!statement.Step())
            return null;
        var row = new SeriesRow(statement.Int64(0), null) { RolledNs = statement.Int64(1) };
        statement.Reset();
        return row;
    }
}

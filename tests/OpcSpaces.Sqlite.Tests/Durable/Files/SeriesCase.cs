using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The embedded series.</summary>
internal sealed class SeriesCase : DurableFile
{
    private const string Version1 = """
        PRAGMA application_id = 0x4F504353; PRAGMA user_version = 1;
        CREATE TABLE series(
            id INTEGER PRIMARY KEY,
            measurement TEXT NOT NULL,
            community TEXT NOT NULL,
            zone TEXT NOT NULL,
            point TEXT NOT NULL,
            field TEXT NOT NULL,
            UNIQUE(community, zone, point, measurement, field));
        CREATE TABLE reading(
            series_id INTEGER NOT NULL,
            time_ns INTEGER NOT NULL,
            value,
            quality INTEGER,
            PRIMARY KEY(series_id, time_ns)) WITHOUT ROWID;
        CREATE TABLE position(one INTEGER PRIMARY KEY, journal_id INTEGER NOT NULL);
        """;

    public override string Name => "embedded series";

    public override string FileName => "series.db";

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1"] = path => Replace(path, Version1, """
            INSERT INTO series SELECT id, measurement, community, zone, point, field FROM present.series;
            INSERT INTO reading SELECT * FROM present.reading;
            INSERT INTO position SELECT one, journal_id FROM present.position;
            """),
        ["2"] = path => Replace(path, Version1.Replace("user_version = 1", "user_version = 2", StringComparison.Ordinal).Replace("field TEXT NOT NULL,", "field TEXT NOT NULL, is_foreign INTEGER NOT NULL,", StringComparison.Ordinal), """
            INSERT INTO series SELECT id, measurement, community, zone, point, field, is_foreign FROM present.series;
            INSERT INTO reading SELECT * FROM present.reading;
            INSERT INTO position SELECT one, journal_id FROM present.position;
            """),
    };

    public override async Task WriteAsync(string directory)
    {
        using var letters = DeadLetterCase.Open(directory, "other.db");
        await using var store = Open(directory, letters);
        var batch = new SeriesBatch();
        for (var i = 0; i < 3_000; i++)
            batch.Add(new SeriesKey("occupancy", "opc", "hall", $"desk/{i % 3}", "occupied"), i, PointValue.Of(i % 2 == 0), i % 5 == 0 ? 500 : 192);
        await store.WriteAsync(batch, 42, CancellationToken.None);
    }

    public override async Task<OpenedFile> OpenAsync(string directory)
    {
        using var letters = DeadLetterCase.Open(directory, "other.db");
        await using var store = Open(directory, letters);
        var rows = new List<string>();
        foreach (var series in (await store.ListAsync(CancellationToken.None)).OrderBy(series => series.Point, StringComparer.Ordinal))
        {
            var samples = await store.ReadAsync(series, 0, long.MaxValue, int.MaxValue, CancellationToken.None);
            rows.AddRange(samples.Select(sample => $"{store.Position} {series} {sample}"));
        }
        return new OpenedFile(rows, []);
    }

    private EmbeddedSeriesStore Open(string directory, DeadLetterTable letters) =>
        new(new EmbeddedSeriesOptions { Path = Path.Combine(directory, FileName) }, letters, TimeProvider.System);
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Embedded;

public sealed class EmbeddedSeriesUpgradeTests : IDisposable
{
    private static readonly SeriesKey Desk = new("occupancy", "opc", "zone-1", "desk/12", "occupied");
    private readonly TemporaryDirectory _directory = new("series-upgrade");
    private readonly DeadLetterTable _letters;

    public EmbeddedSeriesUpgradeTests() =>
        _letters = new DeadLetterTable(new DeadLetterOptions { Path = _directory.File("letters.db") }, NullLogger<DeadLetterTable>.Instance);

    public void Dispose()
    {
        _letters.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_file_of_the_first_version_keeps_its_readings_and_accepts_foreign_ones_as_separate_series()
    {
        await using (var store = Open()) await store.WriteAsync(Batch(Desk), 7, default);
        using (var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _directory.File("series.db"), Pooling = false }.ToString()))
        {
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = """
                CREATE TABLE old(id INTEGER PRIMARY KEY, measurement TEXT NOT NULL, community TEXT NOT NULL, zone TEXT NOT NULL, point TEXT NOT NULL,
                    field TEXT NOT NULL, UNIQUE(community, zone, point, measurement, field));
                INSERT INTO old SELECT id, measurement, community, zone, point, field FROM series;
                DROP TABLE series;
                ALTER TABLE old RENAME TO series;
                ALTER TABLE position DROP COLUMN journal;
                ALTER TABLE position DROP COLUMN place;
                DROP TABLE hour;
                PRAGMA user_version=1;
                """;
            command.ExecuteNonQuery();
        }

        await using var again = Open();
        Assert.Equal(7, again.Position);
        await again.WriteAsync(Batch(Desk with { IsForeign = true }), 8, default);
        Assert.Equal((1, 1), (await again.CountAsync(Desk, default), await again.CountAsync(Desk with { IsForeign = true }, default)));
        Assert.Equal(1, Assert.Single(await again.SummariseAsync(Desk, new SeriesGrid(0, 3_600_000_000_000, 1), default)).Count);
    }

    [Fact]
    public async Task Another_journal_is_refused_and_one_that_can_have_made_an_older_file_takes_it_over()
    {
        var mine = new JournalIdentity(Guid.NewGuid(), NamedAt: 7, "/data/mine/journal.db");
        var other = new JournalIdentity(Guid.NewGuid(), NamedAt: 6, "/data/other/journal.db");
        await using (var store = Open())
        {
            await store.WriteAsync(Batch(Desk), 7, default);
            Assert.Contains("an earlier version wrote it", Assert.Throws<OtherJournalException>(() => store.BelongTo(other)).Message, StringComparison.Ordinal);
            store.BelongTo(mine);
            await store.WriteAsync(Batch(Desk), 9, default);
        }

        await using var again = Open();
        var error = Assert.Throws<OtherJournalException>(() => again.BelongTo(other with { NamedAt = 100 }));
        Assert.All([$"{mine.Id}", mine.Place, $"{other.Id}", other.Place, _directory.File("series.db"), "move the file away"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        again.BelongTo(mine);
        Assert.Equal((9, 1), (again.Position, await again.CountAsync(Desk, default)));
    }

    private EmbeddedSeriesStore Open() =>
        new(new EmbeddedSeriesOptions { Path = _directory.File("series.db") }, _letters, TimeProvider.System);

    private static SeriesBatch Batch(SeriesKey key)
    {
        var batch = new SeriesBatch();
        batch.Add(key, 5, PointValue.Of(true));
        return batch;
    }
}

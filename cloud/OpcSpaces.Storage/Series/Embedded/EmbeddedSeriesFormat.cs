using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>
/// The embedded series' file. A power loss may undo the newest commits, readings and position together; the journal then supplies
/// them again. Rows are clustered by (series, time): a row takes 20 bytes, and writing it again replaces it. Measured against a
/// rowid table with a unique index, that takes half the CPU and half the size.
/// </summary>
internal static class EmbeddedSeriesFormat
{
    public const string FixWhenForeign = "use the data directory of that journal, or move the file away, and what this journal still has is made again";

    private const string HourTable = """
        CREATE TABLE hour(
            series_id INTEGER NOT NULL,
            hour_ns INTEGER NOT NULL,
            readings INTEGER NOT NULL,
            others INTEGER NOT NULL,
            numbers INTEGER NOT NULL,
            least REAL, most REAL, total REAL, last REAL,
            first_ns INTEGER, first INTEGER, newest_ns INTEGER, newest INTEGER, growth INTEGER,
            PRIMARY KEY(series_id, hour_ns)) WITHOUT ROWID;
        """;

    public static readonly SqliteFormat Format = new()
    {
        Kind = "a file of time series",
        ApplicationId = 0x4F504353, // OPCS
        Version = 4,
        PageSize = 8192,
        GivesBackSpace = true,
        SurvivesPowerLoss = false,
        FixWhenDamaged = "restore it from a backup; without one, move it away, and what the journal still has is made again: what came of readings that have expired is lost",
        Schema = $"""
            CREATE TABLE series(
                id INTEGER PRIMARY KEY,
                measurement TEXT NOT NULL,
                community TEXT NOT NULL,
                zone TEXT NOT NULL,
                point TEXT NOT NULL,
                field TEXT NOT NULL,
                is_foreign INTEGER NOT NULL,
                rolled_ns INTEGER NOT NULL DEFAULT 0,
                UNIQUE(community, zone, point, measurement, field, is_foreign));
            -- value: INTEGER, REAL or TEXT as it is; NULL when there was none. quality: NULL is 192, good.
            CREATE TABLE reading(
                series_id INTEGER NOT NULL,
                time_ns INTEGER NOT NULL,
                value,
                quality INTEGER,
                PRIMARY KEY(series_id, time_ns)) WITHOUT ROWID;
            -- Each hour of UTC that has readings, summed up; those before rolled_ns of the series are right, and later ones are made anew.
            {HourTable}
            -- journal_id: an entry of the journal whose id is in journal; NULL before the first.
            CREATE TABLE position(one INTEGER PRIMARY KEY, journal_id INTEGER NOT NULL, journal TEXT, place TEXT);
            INSERT INTO position VALUES(1, 0, NULL, NULL);
            """,
        Upgrades =
        [
            """
            CREATE TABLE known(
                id INTEGER PRIMARY KEY,
                measurement TEXT NOT NULL,
                community TEXT NOT NULL,
                zone TEXT NOT NULL,
                point TEXT NOT NULL,
                field TEXT NOT NULL,
                is_foreign INTEGER NOT NULL,
                UNIQUE(community, zone, point, measurement, field, is_foreign));
            INSERT INTO known SELECT id, measurement, community, zone, point, field, 0 FROM series;
            DROP TABLE series;
            ALTER TABLE known RENAME TO series;
            """,
            "ALTER TABLE position ADD COLUMN journal TEXT; ALTER TABLE position ADD COLUMN place TEXT;",
            $"""
            ALTER TABLE series ADD COLUMN rolled_ns INTEGER NOT NULL DEFAULT 0;
            {HourTable}
            """,
        ],
    };
}

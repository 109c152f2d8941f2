using OpcSpaces.Testing;

namespace OpcSpaces.Sqlite.Tests;

/// <summary>Recognising, creating, upgrading and refusing, with a format of three versions.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly SqliteFormat Third = new()
    {
        Kind = "a notebook",
        ApplicationId = 0x4E4F5445, // NOTE
        Version = 3,
        SurvivesPowerLoss = true,
        PageSize = 8192,
        FixWhenDamaged = "write a new one",
        Schema = "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT, author TEXT, year INTEGER);",
        Upgrades = ["ALTER TABLE note ADD COLUMN author TEXT;", "ALTER TABLE note ADD COLUMN year INTEGER;"],
        RecogniseUnmarked = database => database.QueryInt64("SELECT count(*) FROM sqlite_schema WHERE name = 'note'") > 0 ? 1 : null,
    };

    private static readonly SqliteFormat First = Third with
    {
        Version = 1,
        Schema = "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT);",
        Upgrades = [],
    };

    private readonly TemporaryDirectory _directory = new("sqlite-file");

    private string FilePath => _directory.File("notes.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_file_gets_its_mark_version_tables_and_settings()
    {
        using var file = Open(Third);
        Assert.Equal(
            (0x4E4F5445L, 3L, 8192L, 2L),
            (Ask(file, "application_id"), Ask(file, "user_version"), Ask(file, "page_size"), Ask(file, "synchronous")));
        Assert.Equal(0, file.QueryInt64("SELECT count(year) FROM note"));
        using var relaxed = SqliteFile.Open(_directory.File("other.db"), null, Third with { SurvivesPowerLoss = false });
        Assert.Equal(1, Ask(relaxed, "synchronous"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRAGMA application_id=0; PRAGMA user_version=0")]
    public void An_older_file_marked_or_not_gets_every_upgrade_and_keeps_its_rows(string change)
    {
        using (var file = Open(First)) file.Execute($"INSERT INTO note VALUES(1, 'kept'); {change}");
        for (var time = 0; time < 2; time++)
        {
            using var file = Open(Third);
            Assert.Equal((0x4E4F5445L, 3L), (Ask(file, "application_id"), Ask(file, "user_version")));
            Assert.Equal(1, file.QueryInt64("SELECT count(*) FROM note WHERE text = 'kept' AND author IS NULL AND year IS NULL"));
        }
    }

    [Fact]
    public void An_upgrade_that_fails_halfway_changes_nothing()
    {
        using (var file = Open(First)) file.Execute("INSERT INTO note VALUES(1, 'kept')");
        var broken = Third with { Upgrades = [Third.Upgrades[0], "ALTER TABLE nowhere ADD COLUMN year INTEGER;"] };
        Assert.Throws<SqliteFormatException>(() => Open(broken));
        using var again = Open(First);
        Assert.Equal(1, Ask(again, "user_version"));
        Assert.Equal(2, again.QueryInt64("SELECT count(*) FROM pragma_table_info('note')"));
    }

    [Fact]
    public void Another_programs_file_is_refused_with_what_to_do()
    {
        Execute("CREATE TABLE theirs(x)");
        AssertRefused(SqliteFormatFault.Foreign, "is not a notebook but another SQLite file (application id 0): move it away or use another data directory.");
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_with_its_letters()
    {
        Open(First with { ApplicationId = 0x4F50434A }).Dispose();
        AssertRefused(SqliteFormatFault.Foreign, "(application id OPCJ)");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_version_that_nobody_knows_is_refused_with_both_numbers(int version)
    {
        Open(Third).Dispose();
        Execute($"PRAGMA user_version={version}");
        AssertRefused(SqliteFormatFault.UnknownVersion, $"is a notebook of version {version}, and this program knows the versions up to 3: use a newer program or another data directory.");
    }

    [Fact]
    public void What_is_not_a_database_is_refused_with_the_fix_of_its_kind()
    {
        File.WriteAllText(FilePath, new string('x', 10_000));
        AssertRefused(SqliteFormatFault.Damaged, "is not a notebook, or it is damaged (");
        AssertRefused(SqliteFormatFault.Damaged, "): write a new one.");
        Assert.Equal(new string('x', 10_000), File.ReadAllText(FilePath));
    }

    private static long Ask(SqliteDatabase file, string pragma) => file.QueryInt64($"PRAGMA {pragma}");

    private SqliteDatabase Open(SqliteFormat format) => SqliteFile.Open(FilePath, null, format);

    private void AssertRefused(SqliteFormatFault fault, string words)
    {
        var refusal = Assert.Throws<SqliteFormatException>(() => Open(Third));
        Assert.Equal((fault, FilePath), (refusal.Fault, refusal.Path));
        Assert.StartsWith($"'{FilePath}' ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    private void Execute(string sql)
    {
        using var database = SqliteDatabase.Open(FilePath, null);
        database.Execute(sql);
    }
}

using Microsoft.Data.Sqlite;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Settings;
using OpcSpaces.Sqlite.Tests.Durable.Files;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Sqlite.Tests.Durable;

/// <summary>
/// Every file that outlives a process × everything that may lie in its place: it opens with its rows, or a sentence that names it
/// says why not. Nothing else can happen.
/// </summary>
public sealed class DurableFileTests : IDisposable
{
    private const string Foreign = "another program's SQLite file";
    private const string OtherKind = "another kind of file of ours";
    private const string Text = "a text file";
    private const string Empty = "an empty file";
    private const string Newer = "a newer version";
    private const string DamagedHeader = "a damaged header";
    private const string DamagedRest = "damaged behind its first page";
    private const string Truncated = "a truncated file";
    private const string NoTable = "a missing table";
    private const string NoColumn = "a missing column";
    private const string ADirectory = "a directory";
    private const string Earlier = "version ";

    private static readonly string[] Conditions = [Foreign, OtherKind, Text, Empty, Newer, DamagedHeader, DamagedRest, Truncated, NoTable, NoColumn, ADirectory];

    private static readonly DurableFile[] Files =
    [
        new OutboxCase(), new JournalCase(), new SeriesCase(), new DeadLetterCase(), new InfluxPositionCase(), new StateTimestampCase(),
        new LiveSnapshotCase(), new UsageCase(), new DeletionLogCase(), new BadgeKeyCase(), new SimulatedThroughCase(),
    ];

    private readonly TemporaryDirectory _directory = new("durable");

    /// <summary>What happens to a file that is opened.</summary>
    private enum Outcome
    {
        /// <summary>All rows are there.</summary>
        KeepsItsRows,

        /// <summary>It is as good as no file: the rows are none, and there is nothing to say.</summary>
        BeginsEmpty,

        /// <summary>An exception names the file, and the file stays as it was.</summary>
        IsRefused,

        /// <summary>It is not used, the log names it, and the program goes on without it.</summary>
        IsSetAside,

        /// <summary>The same, but what can be read of it is taken over.</summary>
        IsSetAsideAndRecovered,
    }

    public static TheoryData<string, string> Table()
    {
        var table = new TheoryData<string, string>();
        foreach (var file in Files)
        {
            foreach (var condition in Conditions.Where(condition => Fits(file, condition)))
                table.Add(file.Name, condition);
            foreach (var version in file.Earlier.Keys)
                table.Add(file.Name, Earlier + version);
        }
        return table;
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_file_opens_with_its_rows_or_a_sentence_names_it(string name, string condition)
    {
        var file = Files.Single(file => file.Name == name);
        var path = _directory.File(file.FileName);
        await file.WriteAsync(_directory.FullPath);
        var rows = (await file.OpenAsync(_directory.FullPath)).Rows;
        Assert.NotEmpty(rows);

        Arrange(file, condition, path);
        var content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        switch (Expected(name, condition))
        {
            case Outcome.KeepsItsRows:
                // The second time it is a file of the present version.
                for (var time = 0; time < 2; time++)
                    AssertOpened(rows, isNamed: false, await file.OpenAsync(_directory.FullPath));
                break;
            case Outcome.BeginsEmpty:
                AssertOpened([], isNamed: false, await file.OpenAsync(_directory.FullPath));
                break;
            case Outcome.IsSetAside:
                AssertOpened([], isNamed: true, await file.OpenAsync(_directory.FullPath));
                break;
            case Outcome.IsSetAsideAndRecovered:
                var recovered = await file.OpenAsync(_directory.FullPath);
                Assert.NotEmpty(recovered.Rows);
                AssertOpened(recovered.Rows, isNamed: true, recovered);
                break;
            default:
                var refusal = await Assert.ThrowsAnyAsync<Exception>(() => file.OpenAsync(_directory.FullPath));
                Assert.True(refusal is SqliteFormatException or SettingsException or SimulatedThroughException || (condition == ADirectory && refusal is SqliteException or JournalUnavailableException), refusal.ToString());
                Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
                if (condition == ADirectory) Assert.Empty(Directory.EnumerateFileSystemEntries(path));
                else Assert.Equal(content, File.ReadAllBytes(path));
                break;
        }
    }

    private static Outcome Expected(string file, string condition) => (file, condition) switch
    {
        // It holds nothing that could not be had again.
        ("live snapshot" or "state timestamp", _) => Outcome.IsSetAside,

        // Its key is delivered again by a person.
        ("badge key", _) => Outcome.IsRefused,

        // Without it the same time would be simulated twice.
        ("simulated through", Empty) => Outcome.IsRefused,

        // A gateway goes on without anybody beside it: what is broken is renamed and kept, and a new epoch begins.
        ("outbox", Text or DamagedHeader or DamagedRest or Truncated or NoColumn) => Outcome.IsSetAside,
        ("outbox", NoTable) => Outcome.IsSetAsideAndRecovered,

        (_, Empty) => Outcome.BeginsEmpty,
        (_, Foreign or OtherKind or Text or Newer or DamagedHeader or DamagedRest or Truncated or NoTable or NoColumn or ADirectory) => Outcome.IsRefused,
        _ => Outcome.KeepsItsRows,
    };

    private static bool Fits(DurableFile file, string condition) => condition switch
    {
        Newer => file is not (StateTimestampCase or BadgeKeyCase),
        NoTable or NoColumn => file is not (StateTimestampCase or BadgeKeyCase or LiveSnapshotCase or SimulatedThroughCase),
        _ => true,
    };

    private void Arrange(DurableFile file, string condition, string path)
    {
        switch (condition)
        {
            case Foreign:
                File.Delete(path);
                Execute(path, "CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)");
                break;
            case OtherKind:
                File.Delete(path);
                if (file is DeadLetterCase)
                    new Storage.Journaling.Journal(new() { Path = path }).Dispose();
                else
                    DeadLetterCase.Open(_directory.FullPath, file.FileName).Dispose();
                break;
            case Text:
                File.WriteAllText(path, string.Join('\n', Enumerable.Repeat("What somebody wrote down.", 1_000)));
                break;
            case Empty:
                File.WriteAllBytes(path, []);
                break;
            case Newer:
                file.MakeNewer(path);
                break;
            case DamagedHeader:
                var bytes = File.ReadAllBytes(path);
                new Random(1).NextBytes(bytes.AsSpan(0, Math.Min(bytes.Length, 100)));
                File.WriteAllBytes(path, bytes);
                break;
            case DamagedRest:
                var rest = File.ReadAllBytes(path);
                new Random(2).NextBytes(rest.AsSpan(Math.Min(FirstPage(rest), rest.Length / 2)));
                File.WriteAllBytes(path, rest);
                break;
            case NoTable:
                Execute(path, $"DROP TABLE {Query(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 1")}");
                break;
            case NoColumn:
                // As another program would have made it: the tables are there, and each has one column of its own.
                foreach (var table in Query(path, "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'").Split(','))
                    Execute(path, $"DROP TABLE {table}; CREATE TABLE {table}(other)");
                break;
            case ADirectory:
                File.Delete(path);
                Directory.CreateDirectory(path);
                break;
            case Truncated:
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..(int)(new FileInfo(path).Length / 2)]);
                break;
            default:
                file.Earlier[condition[Earlier.Length..]](path);
                break;
        }
    }

    private void AssertOpened(IReadOnlyList<string> rows, bool isNamed, OpenedFile opened)
    {
        Assert.Equal(rows, opened.Rows);
        Assert.Equal(isNamed, opened.Log.Any(line => line.Contains(_directory.FullPath, StringComparison.Ordinal)));
    }

    // sqlite.org/fileformat2.html §1.3.2: the page size is at offset 16, big-endian.
    private static int FirstPage(byte[] file) => file.AsSpan().StartsWith("SQLite format 3"u8) ? (file[16] << 8) | file[17] : 0;

    private static void Execute(string path, string sql) => Query(path, sql);

    private static string Query(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{command.ExecuteScalar()}";
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests;

/// <summary>A file that is not what it should be is refused at the start, by name, and stays untouched.</summary>
public sealed class StorageFormatTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("format");

    private string Path => _directory.File("journal.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Execute("CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)");
        AssertRefused("is some other SQLite file");
    }

    [Fact]
    public void Another_file_of_ours_is_refused()
    {
        new DeadLetterTable(new DeadLetterOptions { Path = Path }, NullLogger<DeadLetterTable>.Instance).Dispose();
        AssertRefused("is not an OpcSpaces journal");
    }

    [Fact]
    public void A_newer_version_is_refused_with_both_numbers()
    {
        new Journal(new JournalOptions { Path = Path }).Dispose();
        Execute("PRAGMA user_version=3");
        AssertRefused("of version 3, and this program knows version 2");
    }

    [Fact]
    public void A_journal_of_the_first_version_is_brought_to_the_present_one_and_keeps_what_it_has()
    {
        using (var journal = new Journal(new JournalOptions { Path = Path }))
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Data, "opc/a", "z", 7, 1, [1])]);
        Execute("ALTER TABLE stream DROP COLUMN chain; PRAGMA user_version=1");
        var link = Enumerable.Repeat((byte)9, 32).ToArray();
        using (var journal = new Journal(new JournalOptions { Path = Path }))
        {
            Assert.Equal(new StreamPosition("opc/a", 7, 1), journal.FindStream("opc/a", 7));
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Data, "opc/a", "z", 7, 2, [2], link)]);
        }

        using var again = new Journal(new JournalOptions { Path = Path });
        Assert.Equal(link, again.FindStream("opc/a", 7)!.Chain);
        Assert.Null(again.FindStream("opc/a", 8));
        Assert.Equal(2, again.LastId);
    }

    [Fact]
    public void Something_that_is_no_database_is_refused()
    {
        File.WriteAllText(Path, new string('x', 10_000));
        AssertRefused("is not an OpcSpaces journal, or it is damaged");
        Assert.Equal(new string('x', 10_000), File.ReadAllText(Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_the_disks_fault() =>
        Assert.Throws<JournalUnavailableException>(() => new Journal(new JournalOptions { Path = "/no/such/folder/journal.db" }));

    [Fact]
    public void An_empty_file_becomes_a_journal()
    {
        File.WriteAllBytes(Path, []);
        using var journal = new Journal(new JournalOptions { Path = Path });
        Assert.Equal(0, journal.LastId);
    }

    private void AssertRefused(string why)
    {
        var refusal = Assert.Throws<SqliteFormatException>(() => new Journal(new JournalOptions { Path = Path }));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Path, refusal.Message, StringComparison.Ordinal);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

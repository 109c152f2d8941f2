using Microsoft.Data.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Journaling;

/// <summary>What the journal does with an older file. What it refuses is tested in OpcSpaces.Sqlite.Tests, for all files at once.</summary>
public sealed class JournalFormatTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("format");

    private string FilePath => _directory.File("journal.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_stream_of_the_first_version_has_no_link_until_its_next_batch_brings_one()
    {
        using (var journal = Open())
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Data, "opc/a", "z", 7, 1, [1])]);
        Execute("ALTER TABLE stream DROP COLUMN chain; PRAGMA user_version=1");
        var link = Enumerable.Repeat((byte)9, 32).ToArray();
        using (var journal = Open())
        {
            Assert.Equal(new StreamPosition("opc/a", 7, 1), journal.FindStream("opc/a", 7));
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Data, "opc/a", "z", 7, 2, [2], link)]);
        }

        using var again = Open();
        Assert.Equal(link, again.FindStream("opc/a", 7)!.Chain);
        Assert.Null(again.FindStream("opc/a", 8));
        Assert.Equal(2, again.LastId);
    }

    [Fact]
    public void A_missing_folder_counts_as_a_disk_that_is_away() =>
        Assert.Throws<JournalUnavailableException>(() => new Journal(new JournalOptions { Path = "/no/such/folder/journal.db" }));

    private Journal Open() => new(new JournalOptions { Path = FilePath });

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = FilePath, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

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
        Execute("ALTER TABLE stream DROP COLUMN chain; DROP TABLE identity; DROP TABLE expiry; PRAGMA user_version=1");
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
    public void Each_journal_has_an_id_of_its_own_which_it_and_its_copies_keep()
    {
        Guid id;
        using (var journal = Open())
        {
            (id, var namedAt) = (journal.Identity.Id, journal.Identity.NamedAt);
            Assert.Equal(0, namedAt);
            Assert.Contains(FilePath, journal.Identity.Place, StringComparison.Ordinal);
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, [])]);
        }

        File.Copy(FilePath, _directory.File("copy.db"));
        using var again = Open();
        using var copy = new Journal(new JournalOptions { Path = _directory.File("copy.db") });
        using var other = new Journal(new JournalOptions { Path = _directory.File("other.db") });
        Assert.Equal([id, id], [again.Identity.Id, copy.Identity.Id]);
        Assert.Equal(0, again.Identity.NamedAt);
        Assert.NotEqual(id, other.Identity.Id);
        Assert.NotEqual(Guid.Empty, id);
    }

    [Fact]
    public void A_journal_of_an_earlier_version_gets_its_id_once_and_remembers_what_it_held_then()
    {
        using (var journal = Open())
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, []), new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, [])]);
        Execute("DROP TABLE identity; DROP TABLE expiry; PRAGMA user_version=2");
        JournalIdentity identity;
        using (var journal = Open())
        {
            identity = journal.Identity;
            Assert.Equal(2, identity.NamedAt);
            journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, [])]);
        }

        using var again = Open();
        Assert.Equal(identity, again.Identity);
        Assert.Equal([true, false], [identity.MayHaveMade(2), identity.MayHaveMade(3)]);
    }

    [Fact]
    public void A_journal_that_was_replaced_while_it_was_in_use_is_not_written()
    {
        using var disk = FaultyVfs.Register(new Random(1));
        using var journal = new Journal(new JournalOptions { Path = FilePath, Vfs = disk.Name });
        journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, [])]);
        disk.Disk.CapacityBytes = 0;
        Assert.Throws<JournalUnavailableException>(() => journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, new byte[100_000])]));
        disk.Disk.CapacityBytes = null;
        using (var hand = SqliteDatabase.Open(FilePath, disk.Name))
            hand.Execute("UPDATE identity SET id = lower(hex(randomblob(16)))");
        Assert.Contains("was replaced", Assert.Throws<InvalidOperationException>(() => journal.Append([new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Clock, "", null, 0, 0, [])])).Message, StringComparison.Ordinal);
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

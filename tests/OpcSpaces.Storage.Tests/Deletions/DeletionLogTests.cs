using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Deletions;

public sealed class DeletionLogTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _directory = new("deletions");

    private string FilePath => _directory.File("deletions.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Entries_come_back_newest_first_by_community_and_after_a_restart()
    {
        var own = new Deletion("raw-readings", "hub", At.AddDays(-40), At.AddDays(-30), 12, "privacy.rawDays=30");
        var other = own with { Community = "other", Count = 1 };
        var all = new Deletion("series-access", "", null, At.AddDays(-30), null, "privacy.personalDays=30");
        using (var log = new DeletionLog(FilePath))
        {
            foreach (var (deletion, i) in (ReadOnlySpan<(Deletion, int)>)[(own, 0), (other, 1), (all, 2)]) log.Add(deletion, At.AddHours(i));
        }

        using var again = new DeletionLog(FilePath);
        Assert.Equal([new LoggedDeletion(3, At.AddHours(2), all), new LoggedDeletion(2, At.AddHours(1), other), new LoggedDeletion(1, At, own)], again.Read(null, null, 10));
        Assert.Equal([3L, 1], again.Read("hub", null, 10).Select(entry => entry.Id));
        Assert.Equal([1L], again.Read("hub", 3, 10).Select(entry => entry.Id));
        Assert.Equal([3L], again.Read(null, null, 1).Select(entry => entry.Id));
        using var reader = new DeletionLog(FilePath, isReader: true);
        Assert.Throws<SqliteException>(() => reader.Add(own, At));
    }

    [Fact]
    public void The_log_of_a_community_has_no_counts_of_the_whole_installation()
    {
        using var log = new DeletionLog(FilePath);
        var own = new Deletion("raw-readings", "hub", null, At, 12, "rule");
        foreach (var deletion in (Deletion[])[own, own with { Community = "", Kind = "series-access", Count = 700 }, own with { Community = "", Kind = InstallationKinds.AccessLog }, own with { Community = "", Kind = InstallationKinds.Sessions }])
            log.Add(deletion, At);
        Assert.Equal([("series-access", null), ("raw-readings", 12L)], log.Read("hub", null, 10).Select(entry => (entry.Deletion.Kind, entry.Deletion.Count)));
        Assert.Equal([12L, 12, 700, 12], log.Read(null, null, 10).Select(entry => entry.Deletion.Count));
    }

    [Theory]
    [InlineData("UPDATE deletion SET count = 0", "never changed")]
    [InlineData("DELETE FROM deletion", "never removed")]
    public void The_file_refuses_to_change_or_to_remove_an_entry(string sql, string why)
    {
        using var log = new DeletionLog(FilePath);
        log.Add(new Deletion("dead-letters", "", null, At, 1, "rule"), At);
        using var hand = SqliteDatabase.Open(FilePath, vfs: null);
        Assert.Contains(why, Assert.Throws<SqliteException>(() => hand.Execute(sql)).Message, StringComparison.Ordinal);
        Assert.Single(log.Read(null, null, 10));
    }
}

using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Storage.Tests.Usage;

/// <summary>What every store of usage records does.</summary>
public abstract class UsageStoreContract
{
    private const long Hour = 3_600_000;
    private const long Start = 1_772_442_000_000; // 2026-03-02 09:00 UTC

    [Fact]
    public void The_newest_revision_of_each_hour_is_read_by_zone_and_time()
    {
        using var store = Open();
        store.Write([Record("a", 0), Record("a", 1), Record("b", 0)], null);
        store.Write([Record("a", 0, revision: 2, occupied: 7)], null);
        Assert.Equal([("a", 0, 2), ("a", 1, 1), ("b", 0, 1)], store.Read("c", null, Start, Start + (2 * Hour)).Select(Name));
        Assert.Equal([("a", 1, 1)], store.Read("c", "a", Start + 1, Start + Hour + 1).Select(Name));
        Assert.Equal(7, store.Read("c", "a", 0, long.MaxValue)[0].Places[0].OccupiedMs);
        Assert.Empty(store.Read("c", "z", 0, long.MaxValue));
        Assert.Empty(store.Read("other", null, 0, long.MaxValue));
        Assert.Equal([1, 2], store.ReadRevisions(new ZoneKey("c", "a"), Start).Select(record => record.Revision));
        Assert.Equal(4, store.Count());
    }

    [Fact]
    public void Zones_with_equal_ids_of_two_communities_are_apart()
    {
        using var store = Open();
        store.Write([Record("a", 0, occupied: 1), Record("a", 0, occupied: 2, community: "d"), Record("", 0, community: "d")], null);
        Assert.Equal(1, Assert.Single(store.Read("c", "a", 0, long.MaxValue)).Places[0].OccupiedMs);
        Assert.Equal(2, Assert.Single(store.Read("d", "a", 0, long.MaxValue)).Places[0].OccupiedMs);
        Assert.Equal([new ZoneKey("c", "a"), new ZoneKey("d", ""), new ZoneKey("d", "a")], store.Zones());
    }

    [Fact]
    public void A_record_that_comes_again_changes_nothing()
    {
        using var store = Open();
        store.Write([Record("a", 0)], null);
        store.Write([Record("a", 0), Record("a", 1)], null);
        Assert.Equal(2, store.Count());
    }

    [Fact]
    public void Another_content_under_a_stored_revision_is_refused_with_all_of_its_transaction()
    {
        using var store = Open();
        store.Write([Record("a", 0)], null);
        var error = Assert.Throws<InvalidOperationException>(() => store.Write([Record("b", 0), Record("a", 0, occupied: 9)], new UsageSnapshot(1, 5, [1])));
        Assert.Contains("c/a", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, null), (store.Count(), store.ReadSnapshot()));
        store.Write([Record("b", 0)], null);
        Assert.Equal(2, store.Count());
    }

    [Fact]
    public void The_snapshot_is_kept_with_the_records_and_read_by_the_next()
    {
        using (var store = Open())
        {
            Assert.Null(store.ReadSnapshot());
            store.Write([], new UsageSnapshot(1, 5, [1]));
            store.Write([Record("a", 0)], new UsageSnapshot(2, 77, [2, 3]));
            store.Write([Record("a", 1)], null);
        }

        using var next = Open();
        var snapshot = next.ReadSnapshot()!;
        Assert.Equal((2, 77), (snapshot.Version, snapshot.Position));
        Assert.Equal([2, 3], snapshot.Content);
        Assert.Equal(2, next.Count());
    }

    [Fact]
    public void Hours_from_a_time_on_are_discarded_with_what_was_counted_and_older_ones_stay()
    {
        using var store = Open();
        store.Write([Record("a", 0), Record("a", 1), Record("a", 2), Record("b", 0), Record("b", 2)], new UsageSnapshot(1, 5, [1]));
        store.DiscardFrom(Start + Hour);
        Assert.Equal([("a", 0, 1), ("b", 0, 1)], store.Read("c", null, 0, long.MaxValue).Select(Name));
        Assert.Null(store.ReadSnapshot());
        store.Write([Record("a", 1, occupied: 9)], null);
        Assert.Equal(3, store.Count());
    }

    [Fact]
    public void Hours_before_a_time_expire_with_all_their_revisions_in_steps_and_of_one_community()
    {
        using var store = Open();
        store.Write([Record("a", 0), Record("a", 1), Record("a", 2), Record("b", 0), Record("a", 0, community: "d")], new UsageSnapshot(1, 5, [1]));
        store.Write([Record("a", 0, revision: 2, occupied: 7)], null);
        Assert.Equal((4, 1, 0), (store.CountBefore("c", Start + (2 * Hour)), store.CountBefore("d", Start + (2 * Hour)), store.CountBefore("none", long.MaxValue)));
        Assert.Equal(3, store.Expire("c", Start + (2 * Hour), most: 1));
        Assert.Equal([("a", 1, 1), ("a", 2, 1)], store.Read("c", null, 0, long.MaxValue).Select(Name));
        Assert.Equal((1, 0), (store.Expire("c", Start + (2 * Hour), most: 1), store.Expire("c", Start + (2 * Hour), most: 1)));
        Assert.Equal([("a", 2, 1)], store.Read("c", null, 0, long.MaxValue).Select(Name));
        Assert.Single(store.Read("d", null, 0, long.MaxValue));
        Assert.NotNull(store.ReadSnapshot());
    }

    [Fact]
    public void What_came_of_later_entries_is_discarded()
    {
        using var store = Open();
        store.Write([Record("a", 0, entry: 10), Record("a", 1, entry: 11)], new UsageSnapshot(1, 11, [1]));
        store.DiscardAfter(10);
        Assert.Equal([("a", 0, 1)], store.Read("c", null, 0, long.MaxValue).Select(Name));
        Assert.Null(store.ReadSnapshot());
        store.DiscardAfter(0);
        Assert.Equal(0, store.Count());
    }

    [Fact]
    public void Many_records_are_written_at_once()
    {
        using var store = Open();
        store.Write([.. Enumerable.Range(0, 5_000).Select(i => Record($"z{i % 50}", i / 50))], null);
        Assert.Equal(5_000, store.Read("c", null, Start, Start + (100 * Hour)).Count);
    }

    [Fact]
    public void Another_journal_is_refused_with_both_and_changes_nothing()
    {
        using (var store = Open())
        {
            store.BelongTo(Mine);
            store.Write([Record("a", 0, entry: 10)], new UsageSnapshot(1, 10, [1]));
            store.BelongTo(Mine);
        }

        using var next = Open();
        var error = Assert.Throws<OtherJournalException>(() => next.BelongTo(Other));
        Assert.All([$"{Mine.Id}", Mine.Place, $"{Other.Id}", Other.Place, "usage rebuild"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Equal((1, 10), (next.Count(), next.ReadSnapshot()!.Position));
        next.BelongTo(Mine with { Place = "moved" });
        Assert.Contains("moved", Assert.Throws<OtherJournalException>(() => next.BelongTo(Other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_without_a_journal_are_taken_over_by_one_that_can_have_made_them()
    {
        using (var store = Open())
        {
            store.Write([Record("a", 0, entry: 9)], new UsageSnapshot(1, 10, [1]));
            store.Write([Record("a", 1, entry: 12)], null);
        }

        MakeOld();
        using var next = Open();
        Assert.Contains("an earlier version wrote it", Assert.Throws<OtherJournalException>(() => next.BelongTo(Other)).Message, StringComparison.Ordinal);
        Assert.Throws<OtherJournalException>(() => next.BelongTo(Other with { NamedAt = 11 }));
        Assert.Equal(2, next.Count());
        next.BelongTo(Mine with { NamedAt = 12 });
        Assert.Throws<OtherJournalException>(() => next.BelongTo(Other with { NamedAt = 12 }));
        Assert.Equal((2, 10), (next.Count(), next.ReadSnapshot()!.Position));
    }

    [Fact]
    public void To_begin_anew_drops_the_records_of_any_journal_and_keeps_the_store_for_this_one()
    {
        using var store = Open();
        store.BelongTo(Mine);
        store.Write([Record("a", 0)], new UsageSnapshot(1, 5, [1]));
        store.BeginAnew(Other);
        Assert.Equal((0, null), (store.Count(), store.ReadSnapshot()));
        Assert.Empty(store.Zones());
        store.BelongTo(Other);
        Assert.Throws<OtherJournalException>(() => store.BelongTo(Mine));
        store.Write([Record("b", 0)], null);
        Assert.Equal(new ZoneKey("c", "b"), Assert.Single(store.Read("c", null, 0, long.MaxValue)).Zone);
    }

    [Fact]
    public void To_drop_everything_writes_next_to_nothing()
    {
        using var store = Open();
        const int records = 20_000;
        store.Write([.. Enumerable.Range(0, records).Select(i => Record($"z{i % 50}", i / 50))], new UsageSnapshot(1, 5, [1]));
        var written = WrittenBytes(() => store.DiscardAfter(0));
        Assert.Equal((0, null), (store.Count(), store.ReadSnapshot()));
        Assert.True(written < 10 * records, $"{written:N0} bytes for {records:N0} records");
        store.Write([Record("z1", 0)], null);
        Assert.Equal(1, store.Count());
    }

    /// <summary>The same store at each call of one test.</summary>
    protected abstract IUsageStore Open();

    /// <summary>Makes it a store of before journals had ids.</summary>
    protected abstract void MakeOld();

    /// <summary>What the database writes to its log meanwhile.</summary>
    protected abstract long WrittenBytes(Action work);

    private static JournalIdentity Mine { get; } = new(Guid.NewGuid(), 0, "/data/mine/journal.db");

    private static JournalIdentity Other { get; } = new(Guid.NewGuid(), 0, "/data/other/journal.db");

    private static (string, int, int) Name(UsageRecord record) => (record.Zone.Zone, (int)((record.StartMs - Start) / Hour), record.Revision);

    protected static EmittedRecord Record(string zone, int hour, int revision = 1, int occupied = 0, string community = "c", long entry = 1)
    {
        var record = new UsageRecord
        {
            Zone = new ZoneKey(community, zone),
            StartMs = Start + (hour * Hour),
            Revision = revision,
            Closing = UsageClosing.Sealed,
            Places = [new PlaceUsage("desk/1", (int)Hour, occupied, 0, 0, 0, 0, null)],
        };
        return new EmittedRecord(record, UsageContent.Write(record), entry);
    }
}

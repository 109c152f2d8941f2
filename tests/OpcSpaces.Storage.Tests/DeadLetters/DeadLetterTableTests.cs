using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Storage.Tests.DeadLetters;

public sealed class DeadLetterTableTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _directory = new("dead-letters");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_letter_comes_back_with_all_its_fields()
    {
        DeadLetter letter = new(7, 3, At, "spBv1.0/opc/DDATA/gw-1/zone-1", "wrong-type", "desk/1/occupied is no Boolean", new byte[] { 1, 2, 3 });
        using (var table = Open())
            table.Add(letter);
        using var again = Open();
        var stored = Assert.Single(again.ReadNewest(10));
        Assert.Equal(letter with { Payload = default }, stored.Letter with { Payload = default });
        Assert.Equal(letter.Payload.ToArray(), stored.Letter.Payload.ToArray());
        Assert.Equal(3, stored.PayloadBytes);
    }

    [Fact]
    public void A_letter_of_a_journal_entry_counts_once_and_one_without_an_entry_counts_each_time()
    {
        using var table = Open();
        for (var i = 0; i < 3; i++)
        {
            table.Add([Letter("a", journalId: 1), Letter("a", journalId: 1, item: 1), Letter("b", journalId: 1)]);
            table.Add(Letter("a"));
        }
        Assert.Equal([new DeadLetterCount("a", 5), new DeadLetterCount("b", 1)], table.Counts);
    }

    [Fact]
    public void Letters_of_another_journal_stand_beside_those_of_this_one_with_the_same_ids()
    {
        var (one, other) = (new JournalIdentity(Guid.NewGuid(), 0, "one"), new JournalIdentity(Guid.NewGuid(), 0, "other"));
        using var table = Open();
        foreach (var journal in (JournalIdentity[])[one, one, other, other])
        {
            table.BelongTo(journal);
            table.Add(Letter("a", journalId: 1));
        }

        Assert.Equal([new DeadLetterCount("a", 2)], table.Counts);
    }

    [Fact]
    public void Letters_of_before_journals_had_ids_are_those_of_the_entries_that_the_journal_had_then()
    {
        using var table = Open();
        table.Add([Letter("a", journalId: 5), Letter("a", journalId: 6)]);
        table.BelongTo(new JournalIdentity(Guid.NewGuid(), NamedAt: 5, "mine"));
        table.Add([Letter("a", journalId: 5), Letter("a", journalId: 6)]);
        Assert.Equal([new DeadLetterCount("a", 3)], table.Counts);
    }

    [Fact]
    public void The_newest_come_first()
    {
        using var table = Open();
        for (var i = 0; i < 5; i++)
            table.Add(Letter($"reason-{i}"));
        Assert.Equal(["reason-4", "reason-3"], table.ReadNewest(2).Select(stored => stored.Letter.Reason));
    }

    [Fact]
    public void The_oldest_letters_are_deleted_when_there_is_no_room_and_stay_counted()
    {
        using var table = Open(options => options.MaxTotalBytes = 10_000);
        for (var i = 0; i < 100; i++)
            table.Add(Letter("noise", bytes: 1_000));
        var kept = table.ReadNewest(1_000).Count;
        Assert.InRange(kept, 5, 10);
        Assert.Equal(100 - kept, table.Evicted);
        Assert.InRange(table.Bytes, 1, 10_000);
        Assert.Equal([new DeadLetterCount("noise", 100)], table.Counts);
    }

    [Fact]
    public void A_long_payload_and_a_long_text_are_cut()
    {
        using var table = Open(options => options.MaxPayloadBytes = 100);
        table.Add(Letter("long", bytes: 5_000) with { Text = new string('x', 100_000) });
        var stored = Assert.Single(table.ReadNewest(1));
        Assert.Equal((100, 5_000), (stored.Letter.Payload.Length, stored.PayloadBytes));
        Assert.InRange(stored.Letter.Text.Length, 1, 2_000);
    }

    [Fact]
    public void A_full_disk_does_not_throw_and_is_counted()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var table = Open(options => options.Vfs = vfs.Name);
        table.Add(Letter("before"));
        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes;
        table.Add(Letter("lost", bytes: 50_000));
        table.Add([Letter("lost", bytes: 50_000), Letter("lost", bytes: 50_000)]);
        Assert.Equal(3, table.NotKept);

        vfs.Disk.CapacityBytes = null;
        table.Add(Letter("after"));
        Assert.Equal(["after", "before"], table.ReadNewest(10).Select(stored => stored.Letter.Reason));
    }

    [Fact]
    public void Adding_after_disposal_does_not_throw()
    {
        var table = Open();
        table.Dispose();
        table.Add(Letter("late"));
        Assert.Equal(1, table.NotKept);
    }

    private static DeadLetter Letter(string reason, long? journalId = null, int item = 0, int bytes = 10) =>
        new(journalId, item, At, "spBv1.0/opc/DDATA/gw-1/zone-1", reason, "text", new byte[bytes]);

    private DeadLetterTable Open(Action<DeadLetterOptions>? change = null)
    {
        var options = new DeadLetterOptions { Path = _directory.File("dead-letters.db") };
        change?.Invoke(options);
        return new DeadLetterTable(options, NullLogger<DeadLetterTable>.Instance);
    }
}

using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Journaling;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Entries_come_back_in_order_and_whole_after_reopening()
    {
        JournalDraft[] drafts =
        [
            Drafts.HostStart,
            Drafts.Birth("opc/gw-1", device: null),
            Drafts.Birth("opc/gw-1", "zone-1"),
            Drafts.Data("opc/gw-1", 7, 1, "zone-1"),
            Drafts.Data("opc/gw-1", 7, 2, device: null),
        ];
        using (var journal = Open())
            Assert.Equal(5, journal.Append(drafts));

        using var again = Open();
        Assert.Equal(5, again.LastId);
        var entries = again.Read(0, 100);
        Assert.Equal([1L, 2, 3, 4, 5], entries.Select(entry => entry.Id));
        Assert.Equal(drafts.Select(Drafts.Describe), entries.Select(Drafts.Describe));
    }

    [Fact]
    public void An_entry_from_memory_equals_the_same_entry_from_the_file()
    {
        var receivedAt = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8)).AddTicks(12_345_678);
        using var journal = Open();
        journal.Append([Drafts.Data("opc/gw-1", 7, 1) with { ReceivedAt = receivedAt }]);
        using var other = Open();

        var (fromMemory, fromFile) = (journal.Read(0, 1)[0], other.Read(0, 1)[0]);
        Assert.Equal(Drafts.Describe(fromMemory), Drafts.Describe(fromFile));
        Assert.Equal(TimeSpan.Zero, fromMemory.ReceivedAt.Offset);
    }

    [Fact]
    public void Streams_say_the_last_sequence_of_every_epoch()
    {
        using (var journal = Open())
        {
            journal.Append([Drafts.Data("opc/gw-1", 7, 1), Drafts.Data("opc/gw-1", 7, 2), Drafts.Data("opc/gw-2", 9, 1)]);
            journal.Append([Drafts.Data("opc/gw-1", 8, 1), Drafts.Gap("opc/gw-2", 9, 40), Drafts.Data("opc/gw-2", 9, 41)]);
        }

        using var again = Open();
        Assert.Equal(
            [("opc/gw-1", 7UL, 2UL), ("opc/gw-1", 8, 1), ("opc/gw-2", 9, 41)],
            again.Streams().Select(stream => (stream.Gateway, stream.Epoch, stream.Committed)).Order().ToArray());
    }

    [Theory]
    [InlineData(JournalKind.Data, 2, "a repetition")]
    [InlineData(JournalKind.Data, 4, "a hole")]
    [InlineData(JournalKind.Gap, 2, "a gap that goes back")]
    public void A_group_that_does_not_continue_its_stream_is_refused_as_a_whole(JournalKind kind, ulong sequence, string what)
    {
        using var journal = Open();
        journal.Append([Drafts.Data("opc/gw-1", 7, 1), Drafts.Data("opc/gw-1", 7, 2)]);

        Assert.True(
            Record.Exception(() => journal.Append([Drafts.Data("opc/gw-2", 7, 1), Drafts.Data("opc/gw-1", 7, sequence) with { Kind = kind }]))
                is InvalidOperationException, what);
        Assert.Equal(2, journal.LastId);
        Assert.Equal(new StreamPosition("opc/gw-1", 7, 2), Assert.Single(journal.Streams()));
        Assert.Equal(3, journal.Append([Drafts.Data("opc/gw-1", 7, 3)]));
    }

    [Fact]
    public void Entries_that_are_no_longer_in_memory_are_read_from_the_file_without_a_gap()
    {
        using var journal = Open(tailBytes: 4_000);
        for (var sequence = 1UL; sequence <= 50; sequence++)
            journal.Append([Drafts.Data("opc/gw-1", 7, sequence, bytes: 300)]);

        var sequences = new List<ulong>();
        for (var position = 0L; journal.Read(position, 7) is { Count: > 0 } chunk; position = chunk[^1].Id)
            sequences.AddRange(chunk.Select(entry => entry.Sequence));
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (ulong)n), sequences);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void A_chunk_ends_with_the_entry_that_exceeds_the_byte_limit(long tailBytes)
    {
        using var journal = Open(tailBytes);
        journal.Append([.. Enumerable.Range(1, 10).Select(n => Drafts.Data("opc/gw-1", 7, (ulong)n, bytes: 100))]);
        Assert.Equal(3, journal.Read(0, 100, maxPayloadBytes: 250).Count);
        Assert.Single(journal.Read(0, 100, maxPayloadBytes: 1));
    }

    [Fact]
    public void The_births_that_are_valid_at_a_position_are_the_newest_of_each_device_up_to_it()
    {
        using var journal = Open();
        journal.Append(
        [
            Drafts.Birth("opc/gw-1", null), Drafts.Birth("opc/gw-1", "a"), Drafts.Birth("opc/gw-1", "b"), // 1 2 3
            Drafts.Data("opc/gw-1", 7, 1), // 4
            Drafts.Birth("opc/gw-1", "a"), Drafts.Birth("opc/gw-2", null), Drafts.Birth("opc/gw-1", "b"), // 5 6 7
        ]);
        Assert.Equal([1L, 2, 3], journal.ReadBirths(4).Select(entry => entry.Id));
        Assert.Equal([1L, 3, 5, 6], journal.ReadBirths(6).Select(entry => entry.Id));
        Assert.Equal([1L, 5, 6, 7], journal.ReadBirths(100).Select(entry => entry.Id));
        Assert.Empty(journal.ReadBirths(0));
    }

    [Fact]
    public async Task Waiting_ends_when_an_entry_comes_and_at_once_when_it_is_there()
    {
        using var journal = Open();
        var waiting = journal.WaitAsync(0, default);
        Assert.False(waiting.IsCompleted);
        journal.Append([Drafts.HostStart]);
        await waiting.WaitAsync(Eventually.Patience);
        Assert.True(journal.WaitAsync(0, default).IsCompletedSuccessfully);
        Assert.False(journal.WaitAsync(1, default).IsCompleted);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var journal = Open();
        using var cancel = new CancellationTokenSource();
        var waiting = journal.WaitAsync(0, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(5_000)]
    public async Task Readers_at_the_end_get_every_entry_once_and_in_order_while_the_writer_goes_on(long tailBytes)
    {
        const int Entries = 2_000;
        using var journal = Open(tailBytes);
        var readers = Enumerable.Range(1, 3).Select(chunk => Task.Run(() => FollowAsync(journal, Entries, chunk * 7))).ToArray();
        for (var sequence = 1UL; sequence < Entries; sequence += 20)
            journal.Append([.. Enumerable.Range(0, 20).Select(i => Drafts.Data("opc/gw-1", 7, sequence + (ulong)i, bytes: 100))]);
        foreach (var read in await Task.WhenAll(readers).WaitAsync(Eventually.Patience))
            Assert.Equal(Enumerable.Range(1, Entries).Select(id => (long)id), read);
    }

    [Fact]
    public void An_empty_group_changes_nothing()
    {
        using var journal = Open();
        Assert.Equal(0, journal.Append([]));
    }

    private static async Task<List<long>> FollowAsync(Journal journal, int entries, int chunk)
    {
        var ids = new List<long>();
        while (ids.Count < entries)
        {
            await journal.WaitAsync(ids.Count, default);
            ids.AddRange(journal.Read(ids.Count, chunk).Select(entry => entry.Id));
        }
        return ids;
    }

    private Journal Open(long tailBytes = 1 << 20) =>
        new(new JournalOptions { Path = _directory.File("journal.db"), TailBytes = tailBytes });
}

using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Storage.Tests.Journaling;

/// <summary>How the content of old entries leaves the journal.</summary>
public sealed class JournalExpiryTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _directory = new("expiry");

    private string FilePath => _directory.File("journal.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_stays_of_an_entry_comes_back_as_it_was_written()
    {
        var left = Left(Drafts.Data("opc/gw-1", 7, 3).Payload) with { FromMs = 17, ToMs = 40, HasContentHash = true };
        var again = ExpiredEntry.Read(left.ToBytes());
        Assert.Equal(left with { Sha256 = [] }, again with { Sha256 = [] });
        Assert.Equal(left.Sha256, again.Sha256);
        foreach (var wrong in (byte[][])[[], [1], new byte[64], [.. left.ToBytes(), 0]]) Assert.Throws<FormatException>(() => ExpiredEntry.Read(wrong));
    }

    [Fact]
    public void An_expired_entry_keeps_its_place_and_its_names_and_readers_get_what_stays_from_memory_and_from_the_file()
    {
        var drafts = Enumerable.Range(1, 9).Select(i => Drafts.Data("opc/gw-1", 7, (ulong)i)).ToList();
        using var journal = Open();
        journal.Append(drafts);
        journal.BeginExpiry(new RebuildStart(4, At, 5, [1, 2]));
        journal.Expire(Leaving(journal, 0, 4), 4);
        using var other = Open();
        foreach (var it in (Journal[])[journal, other])
        {
            Assert.Equal(4, it.ExpiredThrough);
            Assert.Equal((4, At, 5), (it.RebuildStart!.Position, it.RebuildStart.ReceivedAt, it.RebuildStart.Version));
            var entries = it.Read(0, 100);
            Assert.Equal(Enumerable.Range(1, 9).Select(id => (long)id), entries.Select(entry => entry.Id));
            Assert.Equal(drafts.Select(draft => (draft.Gateway, draft.Device, draft.Epoch, draft.Sequence, draft.ReceivedAt)), entries.Select(entry => (entry.Gateway, entry.Device, entry.Epoch, entry.Sequence, entry.ReceivedAt)));
            Assert.All(entries.Take(4), entry => Assert.Equal(JournalKind.Expired, entry.Kind));
            Assert.All(entries.Take(4).Zip(drafts), pair => Assert.Equal(SHA256.HashData(pair.Second.Payload), ExpiredEntry.Read(pair.First.Payload).Sha256));
            Assert.Equal(drafts.Skip(4).Select(Drafts.Describe), entries.Skip(4).Select(Drafts.Describe));
        }

        // Streams are not touched: the next batch follows.
        Assert.Equal(10, journal.Append([Drafts.Data("opc/gw-1", 7, 10)]));
        Assert.Equal(10UL, journal.FindStream("opc/gw-1", 7)!.Committed);
    }

    [Fact]
    public void Nothing_expires_behind_the_beginning_of_a_rebuild_which_never_goes_back()
    {
        using var journal = Open();
        var drafts = Enumerable.Range(1, 9).Select(i => Drafts.Data("opc/gw-1", 7, (ulong)i)).ToList();
        journal.Append(drafts);
        Assert.Contains("must not expire", Assert.Throws<InvalidOperationException>(() => journal.Expire(Leaving(journal, 0, 1), 1)).Message, StringComparison.Ordinal);
        journal.BeginExpiry(new RebuildStart(5, At, 5, []));
        Assert.Throws<InvalidOperationException>(() => journal.Expire(Leaving(journal, 5, 1), 5));
        Assert.Throws<InvalidOperationException>(() => journal.Expire([], 6));
        Assert.Throws<InvalidOperationException>(() => journal.BeginExpiry(new RebuildStart(4, At, 5, [])));
        Assert.All(journal.Read(0, 100), entry => Assert.Equal(JournalKind.Data, entry.Kind));
    }

    [Fact]
    public void Expired_content_is_in_no_page_of_the_file_and_its_room_goes_back_to_the_disk()
    {
        const int Entries = 4_000;
        using (var journal = Open())
        {
            var drafts = Enumerable.Range(1, Entries).Select(i => Drafts.Data("opc/gw-1", 7, (ulong)i) with { Payload = Pseudonyms(i) }).ToList();
            foreach (var group in drafts.Chunk(100)) journal.Append(group);
            journal.BeginExpiry(new RebuildStart(Entries, At, 5, []));
            for (var through = 0; through < Entries; through += 200) journal.Expire(Leaving(journal, through, 200), through + 200);
        }

        // Closing it writes the write-ahead log back.
        var full = new FileInfo(FilePath).Length;
        Assert.True(full > Entries * 2_000, $"{full} bytes");
        Assert.Equal(-1, File.ReadAllBytes(FilePath).AsSpan().IndexOf("pseudonym-"u8));
        using (var journal = Open())
        {
            while (journal.GiveBack(keptPages: 8, mostPages: 50) > 0)
            {
                // in steps
            }
        }

        var small = new FileInfo(FilePath).Length;
        Assert.True(small < full / 8, $"{small} of {full} bytes");
        using var again = Open();
        Assert.Equal(Entries, again.Read(0, int.MaxValue, long.MaxValue).Count);
    }

    [Fact]
    public void A_power_cut_leaves_each_step_there_as_a_whole_or_not_at_all()
    {
        var seed = Seed.Take(nameof(A_power_cut_leaves_each_step_there_as_a_whole_or_not_at_all));
        var random = seed.CreateRandom();
        using var disk = FaultyVfs.Register(random);
        var options = new JournalOptions { Path = "/journal.db", Vfs = disk.Name, CheckpointPages = 100 };
        var drafts = Enumerable.Range(1, 300).Select(i => Drafts.Data("opc/gw-1", 7, (ulong)i, bytes: 900)).ToList();
        using (var journal = new Journal(options))
        {
            journal.Append(drafts);
            journal.BeginExpiry(new RebuildStart(300, At, 5, [9]));
        }

        var (done, crashes) = (0L, 0);
        for (; done < 300; crashes++)
        {
            disk.Disk.PowerOffAtOperation(random.Next(1, 80));
            try
            {
                using var journal = new Journal(options);
                for (done = journal.ExpiredThrough; done < 300; done = journal.ExpiredThrough)
                {
                    AssertExpired(journal, done, seed);
                    var through = Math.Min(300, done + random.Next(1, 30));
                    journal.Expire(Leaving(journal, done, (int)(through - done)), through);
                    journal.GiveBack(0, 4);
                }
            }
            catch (JournalUnavailableException) when (disk.Disk.IsOff)
            {
                // It failed.
            }

            disk.Disk.PowerOn(random);
            Assert.True(crashes < 2_000, $"{seed}: no end");
        }

        using var last = new Journal(options);
        AssertExpired(last, 300, seed);
        Assert.Equal(300UL, last.FindStream("opc/gw-1", 7)!.Committed);
        Assert.Equal([9], last.RebuildStart!.State);
    }

    private static void AssertExpired(Journal journal, long through, Seed seed)
    {
        var entries = journal.Read(0, 1_000);
        Assert.True(entries.Count == 300, $"{seed}: {entries.Count} entries");
        Assert.All(entries, entry => Assert.True((entry.Kind == JournalKind.Expired) == (entry.Id <= through), $"{seed}: {entry.Id} is {entry.Kind}, through {through}"));
    }

    private static byte[] Pseudonyms(int i) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(n => $"pseudonym-{i:D6}-{n:D4} ")));

    private static List<(JournalEntry, ExpiredEntry)> Leaving(Journal journal, long after, int count) =>
        [.. journal.Read(after, count).Select(entry => (entry, Left(entry.Payload)))];

    private static ExpiredEntry Left(byte[] payload) => new(JournalKind.Data, false, SHA256.HashData(payload), payload.Length, 0, 0, At);

    private Journal Open() => new(new JournalOptions { Path = FilePath });
}

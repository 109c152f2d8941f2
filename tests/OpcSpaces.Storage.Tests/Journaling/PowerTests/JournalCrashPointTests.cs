using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Storage.Tests.Journaling.PowerTests;

/// <summary>A short life of a journal (created, three groups, closed, opened, one group), with a power failure at each of its disk operations.</summary>
public sealed class JournalCrashPointTests : IDisposable
{
    private static readonly JournalDraft[][] Groups =
    [
        [Drafts.HostStart],
        [Drafts.Birth("opc/a", null), Drafts.Data("opc/a", 7, 1, bytes: 9_000), Drafts.Data("opc/b", 9, 1)],
        [Drafts.Gap("opc/a", 7, 5), Drafts.Data("opc/a", 7, 6)],
        [Drafts.Data("opc/b", 9, 2, bytes: 20_000)],
    ];

    private readonly TemporaryDirectory _directory = new("crash-points");
    private int _acknowledged;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void At_each_operation_every_acknowledged_group_survives_and_at_most_the_one_being_written()
    {
        var seed = Seed.Take(nameof(At_each_operation_every_acknowledged_group_survives_and_at_most_the_one_being_written));
        var operations = OperationsOfAWholeLife();
        Assert.InRange(operations, 20, 500);
        for (var operation = 1L; operation <= operations; operation++)
        {
            using var vfs = FaultyVfs.Register(seed.CreateRandom((int)operation));
            vfs.Disk.PowerOffAtOperation(operation);
            _acknowledged = 0;
            var wentThrough = TryLive(vfs);
            Assert.True(vfs.Disk.IsOff || wentThrough, $"operation {operation} [{seed}]");
            vfs.Disk.Crash(seed.CreateRandom((int)operation));
            seed.Run(() => AssertWhole(vfs));
        }
    }

    private long OperationsOfAWholeLife()
    {
        using var vfs = FaultyVfs.Register(new Random(0));
        Assert.True(TryLive(vfs));
        return vfs.Disk.Operations;
    }

    private bool TryLive(FaultyVfs vfs)
    {
        try
        {
            using (var journal = Open(vfs))
            {
                foreach (var group in Groups[..3])
                {
                    journal.Append(group);
                    _acknowledged++;
                }
            }
            using var again = Open(vfs);
            again.Append(Groups[3]);
            _acknowledged++;
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    private void AssertWhole(FaultyVfs vfs)
    {
        using var journal = Open(vfs);
        var stored = journal.Read(0, 100).Select(Drafts.Describe).ToArray();
        var groups = Enumerable.Range(_acknowledged, 2).FirstOrDefault(count => stored.SequenceEqual(Content(count)), -1);
        Assert.True(groups >= 0, $"after {_acknowledged} groups there are {stored.Length} entries that are no whole groups");

        // It goes on from where it is: missing entries are appended, and then everything is there.
        foreach (var group in Groups.Skip(groups))
            journal.Append(group);
        Assert.Equal(Content(Groups.Length), journal.Read(0, 100).Select(Drafts.Describe));
        Assert.Equal([("opc/a", 6UL), ("opc/b", 2UL)], journal.Streams().Select(stream => (stream.Gateway, stream.Committed)).Order().ToArray());
    }

    private static IEnumerable<string> Content(int groups) => Groups.Take(groups).SelectMany(group => group).Select(Drafts.Describe);

    private Journal Open(FaultyVfs vfs) => new(new JournalOptions { Path = _directory.File("journal.db"), Vfs = vfs.Name, TailBytes = 0 });
}

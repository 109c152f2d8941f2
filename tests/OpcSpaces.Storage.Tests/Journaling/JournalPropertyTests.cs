using FsCheck.Xunit;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Journaling;

/// <summary>Any sequence of appends, refused appends and restarts leaves what a list in memory would hold.</summary>
public sealed class JournalPropertyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("journal-property");
    private readonly Dictionary<(string Gateway, ulong Epoch), ulong> _committed = [];
    private readonly List<string> _expected = [];
    private int _files;

    public void Dispose() => _directory.Dispose();

    [Property(MaxTest = 20)]
    public bool The_journal_holds_what_was_appended_whatever_happens_in_between(int seed)
    {
        var random = new Random(seed);
        var path = _directory.File($"journal-{_files++}.db");
        _committed.Clear();
        _expected.Clear();
        var journal = Open(path, random);
        try
        {
            for (var step = 0; step < 30; step++)
            {
                if (random.Next(4) == 0)
                {
                    journal.Dispose();
                    journal = Open(path, random);
                }
                Append(journal, random);
                if (journal.LastId != _expected.Count || !StreamsAgree(journal))
                    return false;
            }
            return ReadInChunks(journal, random).SequenceEqual(_expected);
        }
        finally
        {
            journal.Dispose();
        }
    }

    private void Append(Journal journal, Random random)
    {
        var open = new Dictionary<(string, ulong), ulong>(_committed);
        var group = new List<JournalDraft>();
        for (var i = random.Next(0, 6); i > 0; i--)
            group.Add(Draft(open, random));
        var breaks = group.Count > 0 && random.Next(5) == 0;
        if (breaks)
            group.Insert(random.Next(group.Count), Drafts.Data("opc/x", 7, 99));
        try
        {
            journal.Append(group);
        }
        catch (InvalidOperationException) when (breaks)
        {
            return;
        }
        foreach (var (key, sequence) in open)
            _committed[key] = sequence;
        _expected.AddRange(group.Select(Drafts.Describe));
    }

    private static JournalDraft Draft(Dictionary<(string Gateway, ulong Epoch), ulong> open, Random random)
    {
        var key = ($"opc/{(char)('a' + random.Next(3))}", (ulong)random.Next(1, 3));
        var last = open.GetValueOrDefault(key);
        switch (random.Next(6))
        {
            case 0:
                return Drafts.Birth(key.Item1, random.Next(2) == 0 ? null : "zone-1");
            case 1:
                open[key] = last + (ulong)random.Next(1, 100);
                return Drafts.Gap(key.Item1, key.Item2, open[key]);
            default:
                open[key] = last + 1;
                return Drafts.Data(key.Item1, key.Item2, open[key], bytes: random.Next(0, 4_000));
        }
    }

    private bool StreamsAgree(Journal journal) =>
        journal.Streams().ToDictionary(stream => (stream.Gateway, stream.Epoch), stream => stream.Committed) is var streams
        && streams.Count == _committed.Count
        && streams.All(stream => _committed[stream.Key] == stream.Value);

    private static IEnumerable<string> ReadInChunks(Journal journal, Random random)
    {
        for (var position = 0L; journal.Read(position, random.Next(1, 20), random.Next(1, 20_000)) is { Count: > 0 } chunk; position = chunk[^1].Id)
        {
            foreach (var entry in chunk)
                yield return Drafts.Describe(entry);
        }
    }

    private static Journal Open(string path, Random random) =>
        new(new JournalOptions { Path = path, TailBytes = random.Next(3) * 8_000, CheckpointPages = 100 });
}

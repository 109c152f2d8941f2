using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Storage.Tests.Journaling.PowerTests;

/// <summary>
/// Appends random groups of many gateways to a journal while the power fails again and again at random operations; after
/// each failure the journal must hold every group whose append returned, whole and in order, and behind them at most one
/// group that was tried since: the one under way, or one that a failed sync refused and that the disk has all the same.
/// </summary>
internal sealed class JournalPowerTrial(FaultyVfs vfs, string path, Random random, bool syncsFail)
{
    private readonly List<JournalDraft> _acknowledged = [];
    private readonly Dictionary<(string Gateway, ulong Epoch), ulong> _next = [];
    private readonly List<List<JournalDraft>> _tried = [];

    internal int Crashes { get; private set; }

    internal int Entries => _acknowledged.Count;

    internal int RefusedAppends { get; private set; }

    /// <summary>Null when nothing was ever lost, else what was, and at which crash.</summary>
    internal string? Run(int crashes)
    {
        for (Crashes = 0; Crashes < crashes; Crashes++)
        {
            // Mostly soon, so that the creation and the start are hit too; sometimes after checkpoints.
            vfs.Disk.PowerOffAtOperation(random.Next(8) == 0 ? random.Next(1, 600) : random.Next(1, 60));
            if (syncsFail)
                vfs.Disk.FailSync(random.Next(1, 20));
            try
            {
                if (UseUntilPowerFails() is { } loss)
                    return $"crash {Crashes}: {loss}";
            }
            catch (Exception e) when (e is SqliteFormatException or InvalidOperationException)
            {
                return $"crash {Crashes}: {e.Message}";
            }

            vfs.Disk.PowerOn(random);
        }

        return null;
    }

    private string? UseUntilPowerFails()
    {
        try
        {
            using var journal = OpenJournal();
            if (Verify(journal) is { } loss)
                return loss;
            while (!vfs.Disk.IsOff)
                Append(journal);
        }
        catch (JournalUnavailableException) when (vfs.Disk.IsOff)
        {
            // The power failed during a start or while reading back.
        }

        return null;
    }

    /// <summary>Starts again after a failed sync, as systemd would.</summary>
    private Journal OpenJournal()
    {
        var options = new JournalOptions { Path = path, Vfs = vfs.Name, CheckpointPages = 100, TailBytes = 10_000 };
        while (true)
        {
            try
            {
                return new Journal(options);
            }
            catch (JournalUnavailableException) when (!vfs.Disk.IsOff && syncsFail)
            {
                RefusedAppends++;
            }
        }
    }

    private void Append(Journal journal)
    {
        var group = DraftGroup();
        _tried.Add(group);
        try
        {
            Assert.Equal(_acknowledged.Count + group.Count, journal.Append(group));
            Acknowledge(group);
        }
        catch (JournalUnavailableException) when (!vfs.Disk.IsOff)
        {
            RefusedAppends++;
            // As ingest does: the journal is asked what is durable.
            if (Verify(journal) is { } loss)
                throw new InvalidOperationException(loss);
        }
        catch (JournalUnavailableException)
        {
            // The power failed: whether the group is stored is found out at the next start.
        }
    }

    private string? Verify(Journal journal)
    {
        var stored = new List<JournalEntry>();
        while (journal.Read(stored.Count, 1_000) is { Count: > 0 } chunk)
            stored.AddRange(chunk);
        if (stored.Select(entry => entry.Id).SequenceEqual(Enumerable.Range(1, stored.Count).Select(id => (long)id)) is false)
            return "ids have holes";
        if (stored.Count < _acknowledged.Count)
            return $"{_acknowledged.Count} entries were acknowledged, {stored.Count} are there";
        if (!IsSame(stored[.._acknowledged.Count], _acknowledged))
            return "an acknowledged entry is not what was written";
        var more = stored[_acknowledged.Count..];
        var tried = _tried.Find(group => IsSame(more, group));
        if (more.Count > 0 && tried is null)
            return $"behind {_acknowledged.Count} acknowledged entries there are {more.Count} that were no group";
        if (tried is not null)
            Acknowledge(tried);

        return VerifyStreams(journal.Streams(), stored);
    }

    /// <summary>The watermark that goes out comes from the streams: it may never be above what is durable.</summary>
    private static string? VerifyStreams(IReadOnlyList<StreamPosition> streams, List<JournalEntry> stored)
    {
        var durable = stored.GroupBy(entry => (entry.Gateway, entry.Epoch)).ToDictionary(group => group.Key, group => group.Max(entry => entry.Sequence));
        var wrong = streams.FirstOrDefault(stream => durable.GetValueOrDefault((stream.Gateway, stream.Epoch)) != stream.Committed);
        return wrong is null && streams.Count == durable.Count
            ? null
            : $"{streams.Count} streams for {durable.Count} gateways; the watermark of {wrong} is not what is durable";
    }

    private List<JournalDraft> DraftGroup()
    {
        var open = new Dictionary<(string Gateway, ulong Epoch), ulong>();
        var group = new List<JournalDraft>();
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            var stream = ($"opc/gateway-{random.Next(5)}", 7UL);
            open[stream] = open.GetValueOrDefault(stream, _next.GetValueOrDefault(stream)) + 1;
            group.Add(Drafts.Data(stream.Item1, stream.Item2, open[stream], bytes: random.Next(20, 3_000)));
        }

        return group;
    }

    private static bool IsSame(List<JournalEntry> stored, List<JournalDraft> written) =>
        stored.Select(Drafts.Describe).SequenceEqual(written.Select(Drafts.Describe));

    private void Acknowledge(List<JournalDraft> group)
    {
        foreach (var draft in group)
        {
            _acknowledged.Add(draft);
            _next[(draft.Gateway, draft.Epoch)] = draft.Sequence;
        }

        _tried.Clear();
    }
}

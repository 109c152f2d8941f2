using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// What was in a killed agent's memory must be shown as unknown: after the first, every start of an agent begins with one batch
/// per zone in which every point is null with quality 500.
/// </summary>
internal static class UnknownsCheck
{
    public static List<Difference> Compare(JournalCopy journal, IReadOnlyList<(string Gateway, int Zones, IReadOnlyList<WitnessNote> Notes)> gateways)
    {
        var unknowns = journal.Entries()
            .Where(entry => entry.Kind == JournalKind.Data && SaysUnknown(entry.Payload))
            .Select(entry => (entry.Gateway, entry.Sequence))
            .ToHashSet();
        var differences = new List<Difference>();
        foreach (var (gateway, zones, notes) in gateways)
        {
            // An outbox that was killed before it knew its metrics has nothing to call unknown, so the first start with notes is the first.
            foreach (var start in notes.GroupBy(note => note.Start).OrderBy(start => start.Key).Skip(1))
            {
                differences.AddRange(start.Take(zones)
                    .Where(note => !unknowns.Contains((gateway, note.Sequence)))
                    .Select(note => new Difference(DifferenceKind.NotShownAsUnknown, $"{gateway} #{note.Sequence}", $"among the first of start {note.Start}")));
            }
        }

        return differences;
    }

    // The first two metrics are the outbox's own.
    private static bool SaysUnknown(byte[] payload)
    {
        var reader = new PayloadReader(payload);
        var readings = -2;
        while (reader.TryReadNext(out var metric))
        {
            if (++readings > 0 && !(metric.IsNull && metric.Quality == QualityCode.Stale)) return false;
        }

        return readings > 0;
    }
}

using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// Compares the journal with what the gateways made: per gateway the sequences 1..n without hole or duplicate and in order,
/// the same contents, the same chain, and everything that was witnessed. Lists every difference.
/// </summary>
internal static class LogVerification
{
    public static LogReport Compare(JournalCopy journal, IReadOnlyList<GatewayRecord> gateways)
    {
        var differences = new List<Difference>();
        var checks = gateways.ToDictionary(gateway => gateway.Gateway, gateway => new StreamCheck(gateway, differences));
        long lastId = 0;
        foreach (var entry in journal.Entries())
        {
            if (entry.Id != lastId + 1) differences.Add(new Difference(DifferenceKind.EntryMissing, $"entry {lastId + 1}", $"the next one is {entry.Id}"));
            lastId = entry.Id;
            if (entry.Kind == JournalKind.HostStart) continue;
            if (!checks.TryGetValue(entry.Gateway, out var check))
                differences.Add(new Difference(DifferenceKind.NeverMade, entry.Gateway, $"entry {entry.Id} is of a gateway that nobody started"));
            else Follow(check, entry, differences);
        }

        var streams = journal.Streams();
        foreach (var gateway in gateways)
            checks[gateway.Gateway].Finish(streams.GetValueOrDefault((gateway.Gateway, gateway.Outbox.Epoch)));
        return new LogReport(
            differences, checks.Values.Sum(check => check.Batches), checks.Values.Sum(check => check.Readings), checks.Values.Sum(check => check.Unwitnessed));
    }

    private static void Follow(StreamCheck check, JournalEntry entry, List<Difference> differences)
    {
        switch (entry.Kind)
        {
            case JournalKind.NodeBirth or JournalKind.DeviceBirth:
                check.OnBirth(entry);
                break;
            case JournalKind.Data:
                check.OnBatch(entry);
                break;
            case JournalKind.Gap or JournalKind.ForeignData:
                differences.Add(new Difference(DifferenceKind.Gap, $"{entry.Gateway} #{entry.Sequence}", $"entry {entry.Id} is a {entry.Kind}"));
                break;
        }
    }
}

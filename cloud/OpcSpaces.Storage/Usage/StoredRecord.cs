using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;

namespace OpcSpaces.Storage.Usage;

/// <summary>One row of a store.</summary>
internal readonly record struct StoredRecord(long Start, int Revision, byte[] Content)
{
    public UsageRecord Record(ZoneKey zone) => UsageContent.Read(zone, UsageStart.ToMs(Start), Revision, Content);
}

/// <summary>The beginning of an hour as stores have it: quarters of an hour since 1970 UTC, because no time zone begins its hours at other times.</summary>
internal static class UsageStart
{
    private const long QuarterMs = 900_000;

    public static long Of(long startMs) => startMs % QuarterMs == 0
        ? startMs / QuarterMs
        : throw new ArgumentException($"An hour cannot begin at {startMs} ms.", nameof(startMs));

    /// <summary>The first start at or after a time.</summary>
    public static long From(long ms) => (Math.Clamp(ms, 0, long.MaxValue - QuarterMs) + QuarterMs - 1) / QuarterMs;

    public static long ToMs(long start) => start * QuarterMs;

    public static InvalidOperationException Differs(UsageRecord record) =>
        new($"Revision {record.Revision} of {record.Zone} at {record.StartMs} ms is stored with another content: the same journal gave two records.");
}

internal static class NewestRevisions
{
    /// <summary>Adds the last revision of each hour.</summary>
    public static void Add(List<UsageRecord> records, ZoneKey zone, IEnumerable<StoredRecord> rows)
    {
        StoredRecord? newest = null;
        foreach (var row in rows)
        {
            if (newest is { } done && done.Start != row.Start) records.Add(done.Record(zone));
            newest = row;
        }

        if (newest is { } last) records.Add(last.Record(zone));
    }
}

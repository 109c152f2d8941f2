using System.Collections.Concurrent;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Usage;

/// <summary>A store that knows when records of a community were written in this process, so that whoever keeps some in memory knows when to read again.</summary>
/// <param name="inner">Is written and read; disposed with this one.</param>
public sealed class WatchedUsageStore(IUsageStore inner) : IUsageStore
{
    private readonly ConcurrentDictionary<string, long> _writes = new(StringComparer.Ordinal);
    private long _discards;

    /// <summary>Another number after each time that records of the community were written or dropped.</summary>
    public (long Writes, long Discards) VersionOf(string community) => (_writes.GetValueOrDefault(community), Volatile.Read(ref _discards));

    /// <summary>The store itself.</summary>
    public IUsageStore Inner => inner;

    public void BelongTo(JournalIdentity journal) => inner.BelongTo(journal);

    public void BeginAnew(JournalIdentity journal)
    {
        inner.BeginAnew(journal);
        Interlocked.Increment(ref _discards);
    }

    public void Write(IReadOnlyList<EmittedRecord> records, UsageSnapshot? snapshot)
    {
        inner.Write(records, snapshot);
        foreach (var community in records.Select(record => record.Record.Zone.Community).Distinct(StringComparer.Ordinal)) _writes.AddOrUpdate(community, 1, static (_, count) => count + 1);
    }

    public void DiscardAfter(long journalId)
    {
        inner.DiscardAfter(journalId);
        Interlocked.Increment(ref _discards);
    }

    public void DiscardFrom(long startMs)
    {
        inner.DiscardFrom(startMs);
        Interlocked.Increment(ref _discards);
    }

    public int Expire(string community, long beforeMs, int most)
    {
        var count = inner.Expire(community, beforeMs, most);
        if (count > 0) Interlocked.Increment(ref _discards);
        return count;
    }

    public long CountBefore(string community, long beforeMs) => inner.CountBefore(community, beforeMs);

    public UsageSnapshot? ReadSnapshot() => inner.ReadSnapshot();

    public IReadOnlyList<UsageRecord> Read(string community, string? zone, long fromMs, long toMs) => inner.Read(community, zone, fromMs, toMs);

    public IReadOnlyList<UsageRecord> ReadRevisions(ZoneKey zone, long startMs) => inner.ReadRevisions(zone, startMs);

    public IReadOnlyList<ZoneKey> Zones() => inner.Zones();

    public long Count() => inner.Count();

    public void Dispose() => inner.Dispose();
}

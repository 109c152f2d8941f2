using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>A store of usage records that can be away.</summary>
/// <param name="inner">The store itself; disposed with this one.</param>
internal sealed class FaultyUsageStore(IUsageStore inner) : IUsageStore
{
    private volatile bool _isAway;

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    private IUsageStore Store => _isAway ? throw new UsageUnavailableException("the disk of the usage records is away (script)", new IOException("away")) : inner;

    public void BelongTo(JournalIdentity journal) => Store.BelongTo(journal);

    public void BeginAnew(JournalIdentity journal) => Store.BeginAnew(journal);

    public UsageSnapshot? ReadSnapshot() => Store.ReadSnapshot();

    public void Write(IReadOnlyList<EmittedRecord> records, UsageSnapshot? snapshot) => Store.Write(records, snapshot);

    public void DiscardAfter(long journalId) => Store.DiscardAfter(journalId);

    public void DiscardFrom(long startMs) => Store.DiscardFrom(startMs);

    public int Expire(string community, long beforeMs, int most) => Store.Expire(community, beforeMs, most);

    public long CountBefore(string community, long beforeMs) => Store.CountBefore(community, beforeMs);

    public IReadOnlyList<UsageRecord> Read(string community, string? zone, long fromMs, long toMs) => Store.Read(community, zone, fromMs, toMs);

    public IReadOnlyList<UsageRecord> ReadRevisions(ZoneKey zone, long startMs) => Store.ReadRevisions(zone, startMs);

    public IReadOnlyList<ZoneKey> Zones() => Store.Zones();

    public long Count() => Store.Count();

    public void Dispose() => inner.Dispose();
}

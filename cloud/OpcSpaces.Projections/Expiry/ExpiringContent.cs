using System.Security.Cryptography;
using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Expiry;

/// <summary>
/// Says which entries expire and what stays of them. What a gateway says of itself stays: seals, clock statements, health, its births. So do
/// gaps, deaths, registry changes and the newest birth of every zone and of every foreign node, which later batches are read with. Not thread-safe.
/// </summary>
internal sealed class ExpiringContent
{
    private readonly BirthBook<object> _births = new((_, _) => null);
    private readonly ContentHasher _hasher = new();
    private readonly Dictionary<(string Gateway, string Device), JournalEntry> _lastBirths = [];

    /// <param name="births">The births that are valid at the position after which entries are looked at.</param>
    public ExpiringContent(IEnumerable<JournalEntry> births)
    {
        foreach (var birth in births) Learn(birth);
    }

    /// <summary>The entry that expires with this one, and what stays of it; null for none. A birth makes the one before it expire.</summary>
    public (JournalEntry Entry, ExpiredEntry Left)? Of(JournalEntry entry, DateTimeOffset now) => entry.Kind switch
    {
        JournalKind.NodeBirth or JournalKind.DeviceBirth => Learn(entry) is { } replaced ? (replaced, OfPayload(replaced, now)) : null,
        JournalKind.Data when entry.Device is not null => (entry, OfBatch(entry, now)),
        JournalKind.ForeignData => (entry, OfPayload(entry, now)),
        _ => null,
    };

    private JournalEntry? Learn(JournalEntry birth)
    {
        _births.Learn(birth);
        // A foreign node may say everything in the births of the node itself.
        if (birth.Kind == JournalKind.NodeBirth && birth.Epoch != 0) return null;
        var key = (birth.Gateway, birth.Device ?? "");
        var replaced = _lastBirths.GetValueOrDefault(key);
        _lastBirths[key] = birth;
        return replaced;
    }

    private ExpiredEntry OfBatch(JournalEntry entry, DateTimeOffset now)
    {
        var sha256 = new byte[SHA256.HashSizeInBytes];
        return _births.Find(entry.Gateway, entry.Device)?.Certificate is { EpochAlias: { } epoch, SequenceAlias: { } sequence } birth
            && _hasher.TryHash(entry.Payload, epoch, sequence, birth.TombstoneAlias, sha256)
            ? Left(entry, true, sha256, now)
            : OfPayload(entry, now);
    }

    private static ExpiredEntry OfPayload(JournalEntry entry, DateTimeOffset now) => Left(entry, false, SHA256.HashData(entry.Payload), now);

    private static ExpiredEntry Left(JournalEntry entry, bool hasContentHash, byte[] sha256, DateTimeOffset now)
    {
        var (fromMs, toMs) = SpanOf(entry.Payload);
        return new ExpiredEntry(entry.Kind, hasContentHash, sha256, entry.Payload.Length, fromMs, toMs, now);
    }

    private static (long FromMs, long ToMs) SpanOf(ReadOnlySpan<byte> payload)
    {
        var (fromMs, toMs) = (long.MaxValue, 0L);
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (!metric.HasTimestamp || metric.TimestampMs <= 0) continue;
            (fromMs, toMs) = (Math.Min(fromMs, metric.TimestampMs), Math.Max(toMs, metric.TimestampMs));
        }

        return toMs == 0 ? (0, 0) : (fromMs, toMs);
    }
}

using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Accepting;

/// <summary>
/// Decides for every (gateway, epoch) which batch is next. Single-threaded: it belongs to the ingest loop. <paramref name="durable"/> asks
/// the journal for an epoch that is not in memory. After a failed commit this object is thrown away.
/// </summary>
internal sealed class Acceptance(Func<string, ulong, StreamPosition?> durable)
{
    // A gateway has one epoch, and a second one after its outbox was replaced. Of a gateway with more, the oldest is read from the journal again.
    private const int MostPerGateway = 8;
    private readonly Dictionary<string, List<OutboxStream>> _gateways = new(StringComparer.Ordinal);
    private readonly HashSet<OutboxStream> _open = [];

    /// <summary>A declared epoch; null for one that is not declared.</summary>
    public OutboxStream? Find(string gateway, ulong epoch)
    {
        if (!_gateways.TryGetValue(gateway, out var streams))
            return null;
        foreach (var stream in streams)
        {
            if (stream.Epoch == epoch)
                return stream;
        }
        return null;
    }

    /// <summary>
    /// Takes a birth's declaration. An epoch that the journal does not know starts at <c>First</c>; a known one continues at
    /// <c>committed + 1</c> unless the gateway no longer holds that row.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public Declared Declare(string gateway, OutboxDeclaration declared)
    {
        var clamped = declared.Clamped();
        var stream = Remembered(gateway, clamped.Epoch, out var isNew);
        stream.Declare(clamped.Sequence);
        stream.Anchor(clamped.Committed, clamped.CommittedChain);
        stream.Anchor(clamped.First - 1, clamped.Base);
        if (clamped.First <= stream.Accepted + 1)
            return new Declared(stream, isNew, null);

        var missing = new MissingRange(stream.Accepted + 1, clamped.First - 1);
        stream.SkipTo(missing.Last, clamped.Base);
        _open.Add(stream);
        return new Declared(stream, isNew, missing);
    }

    public Verdict Offer(string gateway, ulong epoch, ulong sequence, out OutboxStream? stream)
    {
        stream = Find(gateway, epoch);
        if (stream is null)
            return Verdict.Undeclared;
        var verdict = stream.Offer(sequence);
        if (verdict == Verdict.Next)
            _open.Add(stream);
        return verdict;
    }

    /// <summary>The open group is durable.</summary>
    public void Commit()
    {
        foreach (var stream in _open)
            stream.Commit();
        _open.Clear();
    }

    /// <summary>Forgets everything: the births that will come declare it again.</summary>
    public void Clear() => _gateways.Clear();

    // The newest declaration is first.
    private OutboxStream Remembered(string gateway, ulong epoch, out bool isNew)
    {
        if (!_gateways.TryGetValue(gateway, out var streams))
            _gateways[gateway] = streams = [];
        isNew = false;
        if (Find(gateway, epoch) is { } known)
        {
            streams.Remove(known);
            streams.Insert(0, known);
            return known;
        }
        var kept = durable(gateway, epoch);
        isNew = kept is null;
        var stream = kept is null
            ? new OutboxStream(epoch, committed: 0, ChainLink.Genesis(epoch))
            : new OutboxStream(epoch, kept.Committed, ChainLink.From(kept.Chain));
        streams.Insert(0, stream);
        if (streams.Count > MostPerGateway && streams.FindLastIndex(old => old.IsSettled) is > 0 and var oldest)
            streams.RemoveAt(oldest);
        return stream;
    }
}

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Decides for every (gateway, epoch) which batch is next. Pure and single-threaded: it belongs to the ingest loop.
/// The journal is the truth; after a failed commit this object is thrown away and made again from the journal, as at start-up.
/// </summary>
internal sealed class Acceptance
{
    private readonly Dictionary<string, Dictionary<ulong, OutboxStream>> _gateways = new(StringComparer.Ordinal);
    private readonly HashSet<OutboxStream> _open = [];

    /// <summary>Takes over what the journal says at start-up.</summary>
    public void Restore(string gateway, ulong epoch, ulong committed) =>
        StreamsOf(gateway)[epoch] = new OutboxStream(epoch, committed);

    public OutboxStream? Find(string gateway, ulong epoch) =>
        _gateways.TryGetValue(gateway, out var streams) ? streams.GetValueOrDefault(epoch) : null;

    /// <summary>
    /// A birth declares its outbox: an unknown epoch starts at <c>First</c>, a known one goes on at <c>committed + 1</c>
    /// unless the gateway no longer holds that row.
    /// </summary>
    /// <returns>The rows that are lost for good and belong into the journal as a gap; null when there are none.</returns>
    public MissingRange? Declare(string gateway, OutboxDeclaration declared)
    {
        var sane = declared.Sane();
        var streams = StreamsOf(gateway);
        if (!streams.TryGetValue(sane.Epoch, out var stream))
            streams[sane.Epoch] = stream = new OutboxStream(sane.Epoch, committed: 0);

        stream.Declare(sane.Sequence);
        if (sane.First <= stream.Accepted + 1)
            return null;

        var missing = new MissingRange(stream.Accepted + 1, sane.First - 1);
        stream.SkipTo(missing.Last);
        _open.Add(stream);
        return missing;
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

    private Dictionary<ulong, OutboxStream> StreamsOf(string gateway)
    {
        if (!_gateways.TryGetValue(gateway, out var streams))
            _gateways[gateway] = streams = [];
        return streams;
    }
}

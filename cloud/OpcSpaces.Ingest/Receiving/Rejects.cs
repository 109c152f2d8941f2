using OpcSpaces.Ingest.Status;
using OpcSpaces.Storage.DeadLetters;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Messages that cannot be journaled, on their way to the dead letters. Bounded: when too many come at once, the rest is counted and not kept.
/// Belongs to the ingest loop.
/// </summary>
internal sealed class Rejects(IngestCounters counters)
{
    private const int MostPending = 256;
    private readonly List<DeadLetter> _pending = [];

    /// <param name="topic">Where it came from.</param>
    /// <param name="reason">A short code to count by.</param>
    /// <param name="text">What exactly is wrong.</param>
    /// <param name="payload">The bytes, whole.</param>
    /// <param name="receivedAt">When they came.</param>
    public void Add(string topic, string reason, string text, byte[] payload, DateTimeOffset receivedAt)
    {
        if (_pending.Count < MostPending)
            _pending.Add(new DeadLetter(null, 0, receivedAt, topic, reason, text, payload));
        else
            counters.Add(IngestEvent.DeadLetterLost);
    }

    public IReadOnlyList<DeadLetter> Pending => _pending;

    public void Clear() => _pending.Clear();
}

using System.Text;
using OpcSpaces.Storage.DeadLetters;

namespace OpcSpaces.Storage.Series;

/// <summary>Makes dead letters of points that a store does not accept, and counts them. Adding is thread-safe; the other members belong to the store's writer.</summary>
internal sealed class RefusedPoints(DeadLetterTable deadLetters, TimeProvider time)
{
    private readonly Lock _gate = new(); // guards _pending
    private readonly List<DeadLetter> _pending = [];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(SeriesBatch batch, int index, string why, string reason = SeriesRefusal.Reason)
    {
        var point = batch.Points[index];
        var key = point.Series;
        var (journalId, item) = batch.OriginOf(index);
        var text = Encoding.UTF8.GetBytes($"{key.Measurement} {key.Point} {key.Field}={point.Value} quality={point.Quality} time={point.TimeNs}");
        var letter = new DeadLetter(journalId, item, time.GetUtcNow(), $"{key.Community}/{key.Zone}", reason, why, text);
        lock (_gate)
            _pending.Add(letter);
    }

    /// <summary>How many wait for the next flush.</summary>
    public int Pending => _pending.Count;

    /// <summary>Forgets what was added since the last flush, because the batch is tried again.</summary>
    public void Clear()
    {
        lock (_gate)
            _pending.Clear();
    }

    public void Flush()
    {
        lock (_gate)
        {
            deadLetters.Add(_pending);
            Interlocked.Add(ref _count, _pending.Count);
            _pending.Clear();
        }
    }
}

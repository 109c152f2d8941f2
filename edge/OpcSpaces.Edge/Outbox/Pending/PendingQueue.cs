namespace OpcSpaces.Edge.Outbox.Pending;

/// <summary>
/// What waits for a commit. When the disk accepts nothing for too long, only the newest readings stay: a
/// <see cref="PendingLoss"/> replaces the oldest batches, and their readings are counted. Statements about the clock stay, because the times
/// of everything after them hang on them; so there is a loss before and one after such a statement. Of the statements with nothing but losses
/// between them the first and the last stay, and the last says how many were left out. So the queue is bounded, however often the clock is set.
/// Guarded by the outbox's gate.
/// </summary>
internal sealed class PendingQueue(int maxReadings)
{
    // Oldest first. Short: a commit takes everything, and a disk that accepts nothing leaves at most maxReadings batches.
    private readonly List<PendingWork> _work = [];
    private readonly Dictionary<Metric, long> _lost = [];

    /// <summary>Readings that wait.</summary>
    public int Readings { get; private set; }

    /// <summary>Readings that were taken out and are being written.</summary>
    public int ReadingsTaken { get; private set; }

    public bool IsEmpty => _work.Count == 0;

    /// <summary>Readings given up so far, by metric.</summary>
    public IReadOnlyDictionary<Metric, long> Lost => _lost;

    public void Add(PendingWork work)
    {
        _work.Add(work);
        Readings += CountOf(work);
        GiveUpOldest();
    }

    /// <summary>Takes up to <paramref name="max"/> items out, oldest first; a <see cref="PendingMadeBatch"/> alone.</summary>
    public List<PendingWork> Take(int max)
    {
        var made = _work.FindIndex(work => work is PendingMadeBatch);
        var taken = _work.GetRange(0, Math.Min(max, made switch { < 0 => _work.Count, 0 => 1, _ => made }));
        _work.RemoveRange(0, taken.Count);
        ReadingsTaken = taken.Sum(CountOf);
        Readings -= ReadingsTaken;
        return taken;
    }

    /// <summary>The items that were taken out are durable.</summary>
    public void Stored() => ReadingsTaken = 0;

    /// <summary>Puts items that could not be stored back in front.</summary>
    public void PutBack(List<PendingWork> work)
    {
        _work.InsertRange(0, work);
        Readings += work.Sum(CountOf);
        ReadingsTaken = 0;
        GiveUpOldest();
    }

    private static int CountOf(PendingWork work) => work is PendingBatch batch ? batch.Readings.Length : 0;

    private void GiveUpOldest()
    {
        var at = 0;
        while (Readings > maxReadings && _work.Count > 1)
        {
            while (_work[at] is PendingLoss or PendingStatement) at++;
            if (at == 0 || _work[at - 1] is not PendingLoss loss) _work.Insert(at++, loss = new PendingLoss());
            switch (_work[at])
            {
                case PendingBatch batch:
                    Readings -= batch.Readings.Length;
                    foreach (var reading in batch.Readings) _lost[reading.Metric] = _lost.GetValueOrDefault(reading.Metric) + 1;
                    loss.Take(batch);
                    break;
                case PendingObservedThrough mark:
                    // It would be wrong, because not everything before it will be stored. The next mark comes within a minute.
                    mark.Complete();
                    break;
                case PendingMadeBatch made:
                    made.Complete();
                    break;
            }

            _work.RemoveAt(at);
        }

        JoinWhatIsLeft();
    }

    // What was given up begins the queue: at most a loss, the first statement, a loss, the last statement, and a loss stay of it. Work that was put
    // back and given up at once may come right before what was given up in the meantime. Where nothing was given up between statements, they wait
    // for a commit, as everything does, and all of them stay.
    private void JoinWhatIsLeft()
    {
        var end = _work.FindIndex(work => work is not (PendingLoss or PendingStatement));
        var left = _work.GetRange(0, end < 0 ? _work.Count : end);
        if (!left.Exists(work => work is PendingLoss)) return;
        var statements = left.OfType<PendingStatement>().ToList();
        var leftOut = HasLossBetween(left) ? statements[1..^1] : [];
        if (leftOut.Count > 0) statements[^1].Replace(statements[0], leftOut);

        var joined = new List<PendingWork>();
        foreach (var work in left)
        {
            if (work is PendingStatement statement && leftOut.Contains(statement)) continue;
            if (work is PendingLoss loss && joined is [.., PendingLoss before]) before.Take(loss);
            else joined.Add(work);
        }

        _work.RemoveRange(0, left.Count);
        _work.InsertRange(0, joined);
    }

    private static bool HasLossBetween(List<PendingWork> left)
    {
        var first = left.FindIndex(work => work is PendingStatement);
        var loss = first < 0 ? -1 : left.FindIndex(first, work => work is PendingLoss);
        return loss >= 0 && left.FindIndex(loss, work => work is PendingStatement) >= 0;
    }
}

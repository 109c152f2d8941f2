namespace OpcSpaces.Edge.Uplink;

/// <summary>
/// How many batches may be on their way, and when to go back. Doubles with each round trip up to the size that failed last,
/// then grows by one per round trip; each go-back halves it. Pure: times are handed in. Not thread-safe.
/// </summary>
internal sealed class SendWindow(UplinkConfig config, Random random)
{
    // The cloud repeats its watermark for a hole, and also for duplicates and births; only what keeps coming means a hole.
    private const int RepeatsOfAHole = 2;
    private static readonly TimeSpan PatienceWithRepeats = TimeSpan.FromMilliseconds(500);

    private readonly Queue<(ulong Sequence, int Bytes)> _onTheirWay = [];
    private long _bytes;
    private int _threshold = config.LargestWindow;
    private int _grown;
    private int _repeats;
    private int _failures;
    private TimeSpan _progressAt;

    /// <summary>The number that is sent next.</summary>
    public ulong Next { get; private set; } = 1;

    public int Size { get; private set; } = config.FirstWindow;

    public int OnTheirWay => _onTheirWay.Count;

    public long GoBacks { get; private set; }

    /// <summary>Batches that may be sent now.</summary>
    public int Room => _bytes >= config.LargestWindowKilobytes * 1024L ? 0 : Math.Max(0, Size - _onTheirWay.Count);

    /// <summary>How long silence is borne with batches on their way; doubles while nothing gets better.</summary>
    public TimeSpan Patience => TimeSpan.FromMilliseconds(config.ProgressTimeoutMs * Math.Pow(2, Math.Min(_failures, 4)));

    /// <summary>Everything above <paramref name="committed"/> is to be sent (again), beginning with the first that is held.</summary>
    public void Restart(ulong committed, ulong first, TimeSpan now)
    {
        Next = Math.Max(committed + 1, first);
        _onTheirWay.Clear();
        (_bytes, _repeats, _progressAt) = (0, 0, now);
    }

    /// <summary>A new session: nothing is known about the way.</summary>
    public void Reset() => (Size, _threshold, _grown) = (Math.Min(Size, config.FirstWindow), config.LargestWindow, 0);

    public void Sent(ulong sequence, int bytes, TimeSpan now)
    {
        if (_onTheirWay.Count == 0) _progressAt = now;
        _onTheirWay.Enqueue((sequence, bytes));
        _bytes += bytes;
        Next = sequence + 1;
    }

    public void Acknowledged(ulong committed, TimeSpan now)
    {
        var count = 0;
        while (_onTheirWay.TryPeek(out var oldest) && oldest.Sequence <= committed)
        {
            _bytes -= _onTheirWay.Dequeue().Bytes;
            count++;
        }

        // After a restart of this process the cloud may be further than anything that was sent.
        if (Next <= committed) Next = committed + 1;
        (_repeats, _failures, _progressAt) = (0, 0, now);
        Grow(count);
    }

    public void Repeated()
    {
        if (_onTheirWay.Count > 0) _repeats++;
    }

    /// <summary>True when repetitions hint at a hole.</summary>
    public bool MayHaveToGoBack => _repeats >= RepeatsOfAHole;

    /// <summary>True when what is on its way must be taken for lost.</summary>
    public bool ShouldGoBack(TimeSpan now)
    {
        if (_onTheirWay.Count == 0) return false;
        var silence = now - _progressAt;
        return silence >= Patience || (MayHaveToGoBack && silence >= PatienceWithRepeats);
    }

    /// <summary>When to ask <see cref="ShouldGoBack"/> again if nothing happens; null while nothing is on its way.</summary>
    public TimeSpan? CheckAgainIn(TimeSpan now)
    {
        if (_onTheirWay.Count == 0) return null;
        var due = _progressAt + (MayHaveToGoBack ? PatienceWithRepeats : Patience) - now;
        return due > TimeSpan.FromMilliseconds(1) ? due : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Halves the window; returns how long to wait before the rebirth, drawn so that many gateways do not come at once.</summary>
    public TimeSpan GoBack()
    {
        GoBacks++;
        Size = _threshold = Math.Max(1, Size / 2);
        var bound = Math.Min(config.LongestGoBackDelayMs, config.FirstGoBackDelayMs * Math.Pow(2, _failures));
        _failures = Math.Min(_failures + 1, 30);
        return TimeSpan.FromMilliseconds(bound * random.NextDouble());
    }

    private void Grow(int acknowledged)
    {
        if (Size < _threshold)
        {
            Size = Math.Min(config.LargestWindow, Size + acknowledged);
            return;
        }

        _grown += acknowledged;
        var steps = _grown / Size;
        _grown -= steps * Size;
        Size = Math.Min(config.LargestWindow, Size + steps);
    }
}

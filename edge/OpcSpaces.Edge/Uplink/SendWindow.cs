using OpcSpaces.Timing;

namespace OpcSpaces.Edge.Uplink;

/// <summary>
/// Decides how many batches may be in flight (sent, but not committed yet), and when to go back to the first uncommitted batch. The
/// window doubles with each round trip up to the size at which sending last failed, and then grows by one per round trip. Each go-back
/// halves it. The caller passes the time. Not thread-safe.
/// </summary>
internal sealed class SendWindow(UplinkConfig config, Random random)
{
    // The cloud repeats its watermark for a missing batch, and also for duplicates and births. Only several repetitions mean a missing batch.
    private const int RepeatsOfAMissingBatch = 2;
    private static readonly TimeSpan PatienceWithRepeats = TimeSpan.FromMilliseconds(500);

    private readonly Backoff _goBackDelays = new(new BackoffOptions(config.FirstGoBackDelayMs, config.LongestGoBackDelayMs), random);
    private readonly Queue<(ulong Sequence, int Bytes)> _inFlight = [];
    private long _bytes;
    private int _threshold = config.LargestWindow;
    private int _grown;
    private int _repeats;
    private TimeSpan _progressAt;

    /// <summary>The number that is sent next.</summary>
    public ulong Next { get; private set; } = 1;

    /// <summary>Batches that may be in flight.</summary>
    public int Size { get; private set; } = config.FirstWindow;

    public int InFlight => _inFlight.Count;

    public long GoBacks { get; private set; }

    /// <summary>Go-backs since the last progress.</summary>
    public int FruitlessGoBacks => _goBackDelays.Failures;

    /// <summary>Batches that may be sent now.</summary>
    public int Room => _bytes >= config.LargestWindowKilobytes * 1024L ? 0 : Math.Max(0, Size - _inFlight.Count);

    /// <summary>How long to wait for progress while batches are in flight. Doubles with each go-back until there is progress.</summary>
    public TimeSpan Patience => TimeSpan.FromMilliseconds(config.ProgressTimeoutMs * Math.Pow(2, Math.Min(_goBackDelays.Failures, 4)));

    /// <summary>Sends everything above <paramref name="committed"/> (again), from the first batch on that the outbox still holds.</summary>
    public void Restart(ulong committed, ulong first, TimeSpan now)
    {
        Next = Math.Max(committed + 1, first);
        _inFlight.Clear();
        (_bytes, _repeats, _progressAt) = (0, 0, now);
    }

    /// <summary>A new session: the capacity of the connection is unknown.</summary>
    public void Reset() => (Size, _threshold, _grown) = (Math.Min(Size, config.FirstWindow), config.LargestWindow, 0);

    public void Sent(ulong sequence, int bytes, TimeSpan now)
    {
        if (_inFlight.Count == 0) _progressAt = now;
        _inFlight.Enqueue((sequence, bytes));
        _bytes += bytes;
        Next = sequence + 1;
    }

    public void Acknowledged(ulong committed, TimeSpan now)
    {
        var count = 0;
        while (_inFlight.TryPeek(out var oldest) && oldest.Sequence <= committed)
        {
            _bytes -= _inFlight.Dequeue().Bytes;
            count++;
        }

        // After a restart of this process the cloud may have more than this process has sent.
        if (Next <= committed) Next = committed + 1;
        (_repeats, _progressAt) = (0, now);
        _goBackDelays.Succeeded();
        Grow(count);
    }

    public void Repeated()
    {
        if (_inFlight.Count > 0) _repeats++;
    }

    /// <summary>True when repeated watermarks suggest that a batch is missing.</summary>
    public bool MayHaveToGoBack => _repeats >= RepeatsOfAMissingBatch;

    /// <summary>True when the batches in flight must be considered lost.</summary>
    public bool ShouldGoBack(TimeSpan now)
    {
        if (_inFlight.Count == 0) return false;
        var silence = now - _progressAt;
        return silence >= Patience || (MayHaveToGoBack && silence >= PatienceWithRepeats);
    }

    /// <summary>When to check <see cref="ShouldGoBack"/> again if nothing happens; null while nothing is in flight.</summary>
    public TimeSpan? CheckAgainIn(TimeSpan now)
    {
        if (_inFlight.Count == 0) return null;
        var due = _progressAt + (MayHaveToGoBack ? PatienceWithRepeats : Patience) - now;
        return due > TimeSpan.FromMilliseconds(1) ? due : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Halves the window, and returns how long to wait before the rebirth. The time is random, so that many gateways do not return at once.</summary>
    public TimeSpan GoBack()
    {
        GoBacks++;
        Size = _threshold = Math.Max(1, Size / 2);
        return _goBackDelays.Next();
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

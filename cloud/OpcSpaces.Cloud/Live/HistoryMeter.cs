using OpcSpaces.Dashboards.Live;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>How fast a history is filled, computed from the live state at each call. Safe from any thread.</summary>
internal sealed class HistoryMeter(LiveState live, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(250);

    // A recording of years ago never reaches the present, so it has no share.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new(); // guards the samples: oldest first, of one history
    private readonly Queue<(long Stamp, LiveHistory History)> _samples = new();
    private volatile bool _hasSamples;

    /// <summary>Null while the present is shown.</summary>
    public HistoryProgress? Read()
    {
        if (live.History is not { } history)
        {
            // In the present, every event of every reader comes here.
            if (!_hasSamples) return null;
            lock (_gate)
            {
                _samples.Clear();
                _hasSamples = false;
            }

            return null;
        }
        lock (_gate)
        {
            _hasSamples = true;
            var (readings, factor) = Pace(history, time.GetTimestamp());
            var now = time.GetUtcNow();
            var wait = factor > 1 ? (now - history.Through) / factor : TimeSpan.MaxValue;
            var arrives = wait <= LongestWait;
            return new HistoryProgress(
                history.Through, arrives ? (history.Through - history.From) / (now - history.From) : null, history.Readings, readings,
                arrives ? wait.TotalSeconds : null);
        }
    }

    /// <summary>Readings per second, and how many times faster than real time the history is filled; 0 before there are two samples.</summary>
    private (double Readings, double Factor) Pace(LiveHistory history, long now)
    {
        if (_samples.TryPeek(out var first) && first.History.Readings > history.Readings)
            _samples.Clear();
        while (_samples.Count > 1 && time.GetElapsedTime(_samples.Peek().Stamp, now) > Window)
            _samples.Dequeue();
        if (_samples.Count == 0 || time.GetElapsedTime(_samples.Last().Stamp, now) >= BetweenSamples)
            _samples.Enqueue((now, history));
        var (stamp, oldest) = _samples.Peek();
        var passed = time.GetElapsedTime(stamp, now);
        return passed <= TimeSpan.Zero
            ? (0, 0)
            : ((history.Readings - oldest.Readings) / passed.TotalSeconds, (history.Through - oldest.Through) / passed);
    }
}

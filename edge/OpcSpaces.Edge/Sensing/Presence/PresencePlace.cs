using OpcSpaces.Edge.Outbox;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// One place where somebody can be: a desk or a room. A stay begins with evidence; it ends when the hold-off has passed without
/// any, and its end is dated back to the last evidence, because hold-off is waiting and not presence. After a start presence is
/// unknown until evidence, or until one hold-off has passed. Makes readings of <c>{point}/occupied</c>. Thread-safe.
/// </summary>
internal sealed class PresencePlace : IDisposable
{
    // A sensor may take this long to be sure of what it says; more is a clock that was set in between.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private readonly Metric _occupied;
    private readonly Action<Reading> _report;
    private readonly TimeProvider _time;
    private readonly TimeSpan _holdOffTime;
    private readonly ITimer _timer;
    private readonly List<PlaceEvidence> _evidence = [];

    // Guards everything below; evidence comes on any thread, the timer on another.
    private readonly Lock _gate = new();
    private bool? _isOccupied;
    private DateTimeOffset _lastSeen;
    private long _stillStamp;
    private bool _timerRuns, _disposed;

    public PresencePlace(PresenceConfig config, Metric occupied, Action<Reading> report, TimeProvider time)
    {
        (_occupied, _report, _time) = (occupied, report, time);
        _holdOffTime = TimeSpan.FromSeconds(config.HoldOffSeconds);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        (_lastSeen, _stillStamp) = (time.GetUtcNow(), time.GetTimestamp());
    }

    private bool IsActive => _evidence.Exists(evidence => evidence.IsActive && !evidence.IsBroken);

    /// <summary>One more sensor that serves this place; before <see cref="Start"/>.</summary>
    public IEvidence Add(EvidenceKind kind)
    {
        var evidence = new PlaceEvidence(this, kind);
        lock (_gate) _evidence.Add(evidence);
        return evidence;
    }

    /// <summary>From now on silence counts.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!IsActive) WaitForStillness(_holdOffTime);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    internal void OnSet(PlaceEvidence evidence, bool active, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || evidence.IsActive == active) return;
            evidence.IsActive = active;
            if (evidence.IsBroken) return;
            (_lastSeen, _stillStamp) = (at, StampOf(at));
            if (active) Become(occupied: true);
            else if (!IsActive) WaitForStillness(_holdOffTime);
        }
    }

    internal void OnBroken(PlaceEvidence evidence, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || evidence.IsBroken) return;
            evidence.IsBroken = true;
            if (!evidence.IsActive) return;
            (_lastSeen, _stillStamp) = (at, StampOf(at));
            if (!IsActive) WaitForStillness(_holdOffTime);
        }
    }

    internal void OnSound(PlaceEvidence evidence)
    {
        lock (_gate) evidence.IsBroken = false;
    }

    // The monotonic time of a moment that the wall clock named.
    private long StampOf(DateTimeOffset at)
    {
        var delay = _time.GetUtcNow() - at;
        if (delay < TimeSpan.Zero || delay > LongestDelay) delay = TimeSpan.Zero;
        return _time.GetTimestamp() - (long)(delay.TotalSeconds * _time.TimestampFrequency);
    }

    private void WaitForStillness(TimeSpan time)
    {
        // One that runs already finds out by itself that it has to go on.
        if (_timerRuns) return;
        _timerRuns = true;
        _timer.Change(time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _timerRuns = false;
            if (_disposed || IsActive) return;
            var left = _holdOffTime - _time.GetElapsedTime(_stillStamp);
            if (left > TimeSpan.Zero) WaitForStillness(left);
            else Become(occupied: false);
        }
    }

    private void Become(bool occupied)
    {
        if (_isOccupied == occupied) return;
        _isOccupied = occupied;
        _report(new Reading(_occupied, _lastSeen.ToUnixTimeMilliseconds(), ReadingValue.FromBoolean(occupied)));
    }
}

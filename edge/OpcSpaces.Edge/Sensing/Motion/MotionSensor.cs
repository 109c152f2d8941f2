using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>
/// Presence from a motion detector. A level counts once it has lasted for the debounce time, dated back to its edge. A stay
/// begins with motion; it ends when the hold-off has passed without any, and its end is dated back to the last motion, because
/// hold-off is waiting and not presence. After a start presence is unknown until motion, or until one hold-off has passed.
/// A detector that is unplugged looks like one that sees nobody: this hardware cannot tell.
/// </summary>
internal sealed class MotionSensor : IDisposable
{
    private readonly Metric _occupied;
    private readonly Action<Reading> _report;
    private readonly TimeProvider _time;
    private readonly TimeSpan _debounceTime, _holdOffTime;
    private readonly ITimer _debounce, _holdOff;
    private readonly IDisposable _subscription;

    // Guards everything below; changes come on any thread, timers on another.
    private readonly Lock _gate = new();
    private bool _level;
    private bool? _isOccupied;
    private DateTimeOffset? _edgeAt;
    private long _edgeStamp, _stillStamp;
    private DateTimeOffset _lastMotion;
    private bool _holdOffRuns, _disposed;

    public MotionSensor(MotionConfig config, Metric occupied, IInputPin pin, Action<Reading> report, TimeProvider time)
    {
        (_occupied, _report, _time) = (occupied, report, time);
        _debounceTime = TimeSpan.FromMilliseconds(config.DebounceMs);
        _holdOffTime = TimeSpan.FromSeconds(config.HoldOffSeconds);
        _debounce = time.CreateTimer(_ => OnDebounced(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _holdOff = time.CreateTimer(_ => OnHoldOff(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _lastMotion = time.GetUtcNow();
        _stillStamp = time.GetTimestamp();
        _subscription = pin.Subscribe(OnChange);
        if (pin.Read()) OnChange(new PinChange(true, _lastMotion));
        // One that fell between subscribing and this was heard before its rise, and taken for none.
        if (!pin.Read()) OnChange(new PinChange(false, time.GetUtcNow()));
        lock (_gate)
        {
            if (!_level) WaitForStillness();
        }
    }

    /// <summary>Levels that did not last.</summary>
    public long Bounces { get; private set; }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _debounce.Dispose();
            _holdOff.Dispose();
        }
    }

    private void OnChange(PinChange change)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (change.High == _level)
            {
                if (_edgeAt is null) return;
                _edgeAt = null;
                Bounces++;
            }
            else if (_edgeAt is null)
            {
                (_edgeAt, _edgeStamp) = (change.At, _time.GetTimestamp());
                if (_debounceTime == TimeSpan.Zero) Settle();
                else _debounce.Change(_debounceTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void OnDebounced()
    {
        lock (_gate)
        {
            if (_disposed || _edgeAt is null) return;
            // The timer may be that of an edge before this one.
            var left = _debounceTime - _time.GetElapsedTime(_edgeStamp);
            if (left > TimeSpan.Zero) _debounce.Change(AtLeastOneMs(left), Timeout.InfiniteTimeSpan);
            else Settle();
        }
    }

    // Inside the gate.
    private void Settle()
    {
        _level = !_level;
        _lastMotion = _edgeAt!.Value;
        _edgeAt = null;
        if (_level)
        {
            Become(occupied: true);
            return;
        }

        _stillStamp = _edgeStamp;
        WaitForStillness();
    }

    private void WaitForStillness()
    {
        lock (_gate)
        {
            // One that runs already finds out by itself that it has to go on.
            if (_holdOffRuns) return;
            _holdOffRuns = true;
            _holdOff.Change(AtLeastOneMs(_holdOffTime), Timeout.InfiniteTimeSpan);
        }
    }

    private void OnHoldOff()
    {
        lock (_gate)
        {
            _holdOffRuns = false;
            if (_disposed || _level) return;
            var left = _holdOffTime - _time.GetElapsedTime(_stillStamp);
            if (left > TimeSpan.Zero)
            {
                _holdOffRuns = true;
                _holdOff.Change(AtLeastOneMs(left), Timeout.InfiniteTimeSpan);
                return;
            }

            Become(occupied: false);
        }
    }

    private void Become(bool occupied)
    {
        if (_isOccupied == occupied) return;
        _isOccupied = occupied;
        _report(new Reading(_occupied, _lastMotion.ToUnixTimeMilliseconds(), ReadingValue.FromBoolean(occupied)));
    }

    private static TimeSpan AtLeastOneMs(TimeSpan time) => time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time;
}

using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Sensing.Batching;

/// <summary>
/// Collects the readings of one zone into batches. A change of state in a zone that was quiet for a window is appended at once. What
/// follows gathers for a window, and so does telemetry; a full batch does not wait. While the disk or the link is busy, changes of state
/// gather for two windows, because they could not leave sooner. Windows are measured
/// by the clock of transport, not by the sensing clock. While the uplink is away, nothing is urgent: changes of state gather for a window,
/// and telemetry waits longer and in batches of its own, so that it can be given up without the changes of state.
/// </summary>
internal sealed class ZoneBatcher : IDisposable
{
    // One event of a sensor may make several readings, one call after the other.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(2);

    private readonly BatchingConfig _config;
    private readonly Action<MetricReading[], BatchKind> _append;
    private readonly Func<UplinkCondition> _uplink;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // Guards everything below, and keeps appends in order.
    private readonly Lock _gate = new();
    private readonly List<MetricReading> _state = [];
    private readonly List<MetricReading> _telemetry = [];
    private long _stateSince, _telemetrySince;
    private long? _lastChange;
    private bool _isFirstChange; // of those that wait: the zone was quiet before it
    private bool _disposed;

    public ZoneBatcher(BatchingConfig config, Action<MetricReading[], BatchKind> append, Func<UplinkCondition> uplink, TimeProvider time)
    {
        (_config, _append, _uplink, _time) = (config, append, uplink, time);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Readings that are in no batch yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _state.Count + _telemetry.Count;
        }
    }

    private TimeSpan Window => TimeSpan.FromMilliseconds(_config.WindowMs);

    private bool IsAway => _uplink() == UplinkCondition.Away;

    private TimeSpan TelemetryDueIn =>
        (IsAway ? TimeSpan.FromSeconds(_config.AwayTelemetrySeconds) : Window) - _time.GetElapsedTime(_telemetrySince);

    private TimeSpan StateDueIn => _uplink() switch
    {
        UplinkCondition.Away => Window - _time.GetElapsedTime(_stateSince),
        UplinkCondition.Busy => (Window * 2) - _time.GetElapsedTime(_stateSince),
        _ => (_isFirstChange ? AtOnce : Window) - _time.GetElapsedTime(_stateSince),
    };

    /// <summary>Takes a reading of the kind <see cref="BatchKind.State"/> or <see cref="BatchKind.Telemetry"/>. After disposal readings are ignored.</summary>
    public void Add(MetricReading reading, BatchKind kind)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (kind == BatchKind.State) AddChange(reading);
            else Add(_telemetry, reading, ref _telemetrySince);
            if (_state.Count + _telemetry.Count >= _config.MaxReadings) AppendAll();
            else if (_state.Count + _telemetry.Count == 1 || _state.Count == 1) Arm();
        }
    }

    /// <summary>Appends all readings that wait.</summary>
    public void Flush()
    {
        lock (_gate) AppendAll();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            AppendAll();
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void AddChange(MetricReading reading)
    {
        if (_state.Count == 0) _isFirstChange = _lastChange is not { } last || _time.GetElapsedTime(last) >= Window;
        _lastChange = _time.GetTimestamp();
        Add(_state, reading, ref _stateSince);
    }

    private void Add(List<MetricReading> readings, MetricReading reading, ref long since)
    {
        if (readings.Count == 0) since = _time.GetTimestamp();
        readings.Add(reading);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_disposed) return;
            var stateIsDue = _state.Count > 0 && StateDueIn <= TimeSpan.Zero;
            if (_telemetry.Count > 0 && TelemetryDueIn <= TimeSpan.Zero) AppendAll();
            else if (stateIsDue && IsAway) Append(_state, BatchKind.State);
            else if (stateIsDue) AppendAll();
            Arm();
        }
    }

    private void Arm()
    {
        var due = TimeSpan.MaxValue;
        if (_state.Count > 0) due = StateDueIn;
        if (_telemetry.Count > 0 && TelemetryDueIn is var left && left < due) due = left;
        if (due == TimeSpan.MaxValue) return;
        _timer.Change(due < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : due, Timeout.InfiniteTimeSpan);
    }

    private void AppendAll()
    {
        if (IsAway)
        {
            Append(_state, BatchKind.State);
            Append(_telemetry, BatchKind.Telemetry);
            return;
        }

        var kind = _state.Count > 0 ? BatchKind.State : BatchKind.Telemetry;
        _state.AddRange(_telemetry);
        _telemetry.Clear();
        Append(_state, kind);
    }

    private void Append(List<MetricReading> readings, BatchKind kind)
    {
        if (readings.Count == 0) return;
        _append(InOrderOfTime.Sort(readings), kind);
        readings.Clear();
    }
}

using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Sensing.Batching;

/// <summary>
/// Collects the readings of one zone into batches. A batch is appended one window after its first reading, or when it is full.
/// Windows are measured by the clock of transport, not by the sensing clock. While the uplink is away, telemetry waits longer and in
/// batches of its own, so that it can be given up without the changes of state.
/// </summary>
internal sealed class ZoneBatcher : IDisposable
{
    private readonly BatchingConfig _config;
    private readonly Action<MetricReading[], BatchKind> _append;
    private readonly Func<bool> _isAway;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // Guards everything below, and keeps appends in order.
    private readonly Lock _gate = new();
    private readonly List<MetricReading> _state = [];
    private readonly List<MetricReading> _telemetry = [];
    private long _stateSince, _telemetrySince;
    private bool _disposed;

    public ZoneBatcher(BatchingConfig config, Action<MetricReading[], BatchKind> append, Func<bool> isAway, TimeProvider time)
    {
        (_config, _append, _isAway, _time) = (config, append, isAway, time);
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

    private TimeSpan TelemetryWindow => _isAway() ? TimeSpan.FromSeconds(_config.AwayTelemetrySeconds) : Window;

    /// <summary>Takes a reading of the kind <see cref="BatchKind.State"/> or <see cref="BatchKind.Telemetry"/>. After disposal readings are ignored.</summary>
    public void Add(MetricReading reading, BatchKind kind)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (kind == BatchKind.State) Add(_state, reading, ref _stateSince);
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
            if (IsDue(_telemetry, _telemetrySince, TelemetryWindow)) AppendAll();
            else if (IsDue(_state, _stateSince, Window) && _isAway()) Append(_state, BatchKind.State);
            else if (IsDue(_state, _stateSince, Window)) AppendAll();
            Arm();
        }
    }

    private bool IsDue(List<MetricReading> readings, long since, TimeSpan window) => readings.Count > 0 && _time.GetElapsedTime(since) >= window;

    private void Arm()
    {
        var due = TimeSpan.MaxValue;
        if (_state.Count > 0) due = Window - _time.GetElapsedTime(_stateSince);
        if (_telemetry.Count > 0 && TelemetryWindow - _time.GetElapsedTime(_telemetrySince) is var left && left < due) due = left;
        if (due == TimeSpan.MaxValue) return;
        _timer.Change(due < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : due, Timeout.InfiniteTimeSpan);
    }

    private void AppendAll()
    {
        if (_isAway())
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

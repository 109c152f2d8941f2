using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>
/// Energy and power from the pulse output of a meter (S0, IEC 62053-31: pulses of at least 30 ms). The energy register only grows,
/// and survives restarts; pulses while the gateway is off are missing from it. A pulse counts once, when it ends, even if one of its
/// edges was not reported (<see cref="PulseContact"/>). Power follows from the time between pulses; while no pulse comes, the time
/// since the last one gives an upper limit. Pulses for more energy than the fuse allows are a fault and are not added; power is then
/// null with quality bad. Changes are reported, at most once per report time. An unplugged meter looks like one without load; this
/// hardware cannot tell the difference.
/// </summary>
internal sealed class PulseMeter : ISensor
{
    private const long MicroWattHours = 1_000_000;
    private static readonly TimeSpan BelievedAfter = TimeSpan.FromMinutes(1);

    private readonly SensorName _name;
    private readonly PulseMeterConfig _config;
    private readonly PulseMeterOutputs _outputs;
    private readonly TimeProvider _time;
    private readonly Deadline _nextReport;
    private readonly IDisposable _subscription;
    private readonly PulseContact _contact;
    private readonly PulsePower _power;
    private readonly FuseLimit? _fuse;
    private readonly FaultCounts _faults = new();
    private readonly LostPins _lost;
    private readonly long _startMicroWattHours, _startStamp;

    // Guards everything below.
    private readonly Lock _gate = new();
    private long _pulses;
    private long _reportedMs = long.MinValue;
    private long? _reportedWattHours;
    private DateTimeOffset? _lastPulseAt;
    private TimeSpan? _lastExcess;
    private bool _disposed;

    /// <param name="name">The name in <see cref="SensorHealth"/>.</param>
    /// <param name="config">The constant of the meter, and limits.</param>
    /// <param name="outputs">Where readings and the register go.</param>
    /// <param name="pin">High during a pulse.</param>
    /// <param name="microWattHours">The stored register; null when there is none yet.</param>
    /// <param name="time">The sensing clock.</param>
    public PulseMeter(SensorName name, PulseMeterConfig config, PulseMeterOutputs outputs, IInputPin pin, long? microWattHours, TimeProvider time)
    {
        (_name, _config, _outputs, _time) = (name, config, outputs, time);
        _startMicroWattHours = microWattHours ?? (config.StartWattHours * MicroWattHours);
        _startStamp = time.GetTimestamp();
        _lost = new LostPins(_faults);
        _contact = new PulseContact(TimeSpan.FromMilliseconds(config.ShortestGapMs), _faults);
        _power = new PulsePower(1000.0 / config.PulsesPerKilowattHour);
        _fuse = FuseLimit.Of(config);
        _nextReport = new Deadline(_gate, OnReportDue, time);
        lock (_gate)
        {
            _outputs.KeepRegister(_startMicroWattHours);
            ReportEnergy(time.GetUtcNow());
            ReportAfter(_power.NoPowerAfter);
        }

        _subscription = pin.Subscribe(OnChange);
        // Not inside the gate: the driver may hold its own lock while it waits for the gate.
        var isHigh = pin.Read();
        lock (_gate) _contact.Begin(isHigh);
    }

    /// <summary>Edges that made no pulse.</summary>
    public long Bounces
    {
        get
        {
            lock (_gate) return _contact.Bounces;
        }
    }

    public SensorHealth? Trouble
    {
        get
        {
            lock (_gate) return _faults.Trouble(_name, _lost.Any ? SensorCondition.Silent : IsInExcess ? SensorCondition.Absurd : SensorCondition.Sound);
        }
    }

    public bool MayBe(SensorCondition condition)
    {
        lock (_gate) return condition == SensorCondition.Absurd && Running < BelievedAfter;
    }

    private TimeSpan Running => _time.GetElapsedTime(_startStamp);

    private bool IsInExcess => _lastExcess is { } last && Running - last < BelievedAfter;

    private long RegisterMicroWattHours => _startMicroWattHours + (_pulses * 1000 * MicroWattHours / _config.PulsesPerKilowattHour);

    public void OnPin(PinReport report, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed) return;
            var changed = _lost.Take(report);
            if (!changed && report.LostChanges == 0) return;
            // Pulses are missing from it, or will be.
            _power.Forget();
            if (changed && _lost.Any) Report(_outputs.Power, PointValue.Null, QualityCode.Bad);
            else ReportAfter(TimeSpan.FromSeconds(_config.ReportSeconds));
        }
    }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
        {
            if (_disposed) return;
            // After the next start this pulse would be one that began before the start.
            if (_contact.UnderWay is { } pulse) OnPulse(pulse);
            if (_pulses > 0) ReportEnergy(_lastPulseAt!.Value);
            _disposed = true;
            _nextReport.Dispose();
        }
    }

    private void OnChange(PinChange change)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (_contact.Add(change, Running) is { } pulse) OnPulse(pulse);
        }
    }

    // Inside the gate, as all below.
    private void OnReportDue()
    {
        if (_lastPulseAt is { } at) ReportEnergy(at);
        // OnPin begins again.
        if (_lost.Any) return;
        if (IsInExcess)
        {
            ReportAfter(BelievedAfter);
            return;
        }

        if (_power.TryMeasure(Running, out var watts)) Report(_outputs.Power, PointValue.Of(watts));
        if (_power.IsChanging) ReportAfter(TimeSpan.FromSeconds(_config.ReportSeconds));
    }

    private void OnPulse(Pulse pulse)
    {
        if (_fuse?.Allows(pulse.At, pulse.Monotonic) == false)
        {
            OnExcess();
            return;
        }

        // The first pulse does not wait until the meter would count as being without load.
        if (_pulses == 0) _nextReport.Clear();
        _pulses++;
        _lastPulseAt = pulse.At;
        _power.OnPulse(pulse);
        _outputs.KeepRegister(RegisterMicroWattHours);
        ReportAfter(TimeSpan.FromSeconds(_config.ReportSeconds));
    }

    private void OnExcess()
    {
        _faults.Add("fasterThanFuse");
        // At each such pulse, because some pulses in between are within the limit.
        _power.Forget();
        if (!IsInExcess) Report(_outputs.Power, PointValue.Null, QualityCode.Bad);
        _lastExcess = Running;
        ReportAfter(BelievedAfter);
    }

    // A report that is due already stays so.
    private void ReportAfter(TimeSpan wait)
    {
        if (!_nextReport.IsSet) _nextReport.Set(wait);
    }

    private void ReportEnergy(DateTimeOffset at)
    {
        var wattHours = RegisterMicroWattHours / MicroWattHours;
        if (wattHours == _reportedWattHours) return;
        var atMs = at.ToUnixTimeMilliseconds();
        // This pulse is older than the last report, but was reported only now. A later register gets a later time, except after the clock was set back.
        if (atMs <= _reportedMs && _time.GetUtcNow().ToUnixTimeMilliseconds() > _reportedMs) atMs = _reportedMs + 1;
        (_reportedWattHours, _reportedMs) = (wattHours, atMs);
        _outputs.Report(new MetricReading(_outputs.Energy, atMs, PointValue.Of((ulong)wattHours)));
    }

    private void Report(Metric metric, PointValue value, int quality = QualityCode.Good) =>
        _outputs.Report(new MetricReading(metric, _time.GetUtcNow().ToUnixTimeMilliseconds(), value, quality));
}

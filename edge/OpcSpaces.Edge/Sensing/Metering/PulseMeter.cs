using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.Metering;

/// <summary>
/// Energy and power from a meter's pulse output (S0, IEC 62053-31: pulses and pauses of at least 30 ms). The energy register only
/// grows and survives restarts; pulses that came while the gateway was off are missing from it. A pulse counts at its rise, or at
/// its fall when the rise was not told; a rise too soon after either is a bounce. Power is derived from the time between pulses,
/// and bounded by the time since the last one while none comes: nothing is told as no power before the bound is. Pulses for more than the fuse lets through are counted as a fault and not added; power is bad meanwhile. Reports by
/// exception, at most once per report time. An unplugged meter looks like one without load: this hardware cannot tell.
/// </summary>
internal sealed class PulseMeter : ISensor
{
    private const long MicroWattHours = 1_000_000;

    // In W. What a pulse in so long a time as this would be is no load; a quarter of an hour where one is a watt-hour.
    private const double NoLoad = 4;

    // A contact bounces for this much less long than pulses are apart.
    private const double PauseOverBounce = 4;
    private static readonly TimeSpan NoPowerAfterLeast = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BelievedAfter = TimeSpan.FromMinutes(1);

    private readonly string _name;
    private readonly PulseMeterConfig _config;
    private readonly PulseMeterOutputs _outputs;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly IDisposable _subscription;
    private readonly PulsePower _power;
    private readonly FuseLimit? _fuse;
    private readonly FaultCounts _faults = new();
    private readonly TimeSpan _noPowerAfter;
    private readonly long _startMicroWattHours, _startStamp;

    // Guards everything below.
    private readonly Lock _gate = new();
    private long _pulses;
    private long _reportedMs = long.MinValue;
    private long? _reportedWattHours;
    private DateTimeOffset? _lastPulseAt, _lastFallAt;
    private TimeSpan? _lastExcess;
    private bool _high, _timerRuns, _disposed;

    /// <param name="name">For <see cref="SensorHealth"/>.</param>
    /// <param name="config">The meter's constant and limits.</param>
    /// <param name="outputs">Where readings and the register go.</param>
    /// <param name="pin">High during a pulse.</param>
    /// <param name="microWattHours">The register as it was kept, or null when none is.</param>
    /// <param name="time">The sensing clock.</param>
    public PulseMeter(string name, PulseMeterConfig config, PulseMeterOutputs outputs, IInputPin pin, long? microWattHours, TimeProvider time)
    {
        (_name, _config, _outputs, _time) = (name, config, outputs, time);
        _startMicroWattHours = microWattHours ?? (config.StartWattHours * MicroWattHours);
        _startStamp = time.GetTimestamp();
        var wattHoursPerPulse = 1000.0 / config.PulsesPerKilowattHour;
        _power = new PulsePower(wattHoursPerPulse);
        var noLoadAfter = TimeSpan.FromHours(wattHoursPerPulse / NoLoad);
        _noPowerAfter = noLoadAfter > NoPowerAfterLeast ? noLoadAfter : NoPowerAfterLeast;
        _fuse = FuseLimit.Of(config);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _outputs.KeepRegister(_startMicroWattHours);
            ReportEnergy(time.GetUtcNow());
            RunTimer(_noPowerAfter);
        }

        _high = pin.Read();
        _subscription = pin.Subscribe(OnChange);
    }

    /// <summary>Edges that came too soon after another one.</summary>
    public long Bounces { get; private set; }

    public SensorHealth? Trouble
    {
        get
        {
            lock (_gate) return _faults.Trouble(_name, IsInExcess ? SensorCondition.Absurd : SensorCondition.Sound);
        }
    }

    private TimeSpan Running => _time.GetElapsedTime(_startStamp);

    private bool IsInExcess => _lastExcess is { } last && Running - last < BelievedAfter;

    private long RegisterMicroWattHours => _startMicroWattHours + (_pulses * 1000 * MicroWattHours / _config.PulsesPerKilowattHour);

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
        {
            if (_disposed) return;
            if (_pulses > 0) ReportEnergy(_lastPulseAt!.Value);
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void OnChange(PinChange change)
    {
        lock (_gate)
        {
            if (_disposed) return;
            var wasHigh = _high;
            _high = change.High;
            if (change.High)
            {
                if (wasHigh) _faults.Add("missedFall");
                OnPulse(change.At, _config.ShortestGapMs / PauseOverBounce);
                return;
            }

            if (!wasHigh) OnPulse(change.At, _config.ShortestGapMs, missedRise: true);
            _lastFallAt = change.At;
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _timerRuns = false;
            if (_lastPulseAt is { } at) ReportEnergy(at);
            if (IsInExcess)
            {
                RunTimer(BelievedAfter);
                return;
            }

            if (_power.TryMeasure(Running, _noPowerAfter, out var watts)) Report(_outputs.Power, ReadingValue.FromFloat(watts));
            if (_power.IsChanging) RunTimer(TimeSpan.FromSeconds(_config.ReportSeconds));
        }
    }

    // Inside the gate, as all below.
    private void OnPulse(DateTimeOffset at, double shortestPauseMs, bool missedRise = false)
    {
        if (IsWithin(at, _lastPulseAt, _config.ShortestGapMs) || IsWithin(at, _lastFallAt, shortestPauseMs))
        {
            Bounces++;
            return;
        }

        if (missedRise) _faults.Add("missedRise");
        if (_fuse?.Allows(at, Running) == false)
        {
            OnExcess();
            return;
        }

        if (_pulses == 0) _timerRuns = false;
        _pulses++;
        _lastPulseAt = at;
        _power.OnPulse(at, Running);
        _outputs.KeepRegister(RegisterMicroWattHours);
        RunTimer(TimeSpan.FromSeconds(_config.ReportSeconds));
    }

    // A clock that was set makes the gap negative or long; either way the pulse is one.
    private static bool IsWithin(DateTimeOffset at, DateTimeOffset? before, double gapMs) => at >= before && (at - before.Value).TotalMilliseconds < gapMs;

    private void OnExcess()
    {
        _faults.Add("fasterThanFuse");
        if (!IsInExcess) Report(_outputs.Power, ReadingValue.Null, SparkplugQuality.Bad);
        // What was let through in between says nothing about the load.
        _power.Forget();
        _lastExcess = Running;
        RunTimer(BelievedAfter);
    }

    private void RunTimer(TimeSpan due)
    {
        if (_timerRuns) return;
        _timerRuns = true;
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void ReportEnergy(DateTimeOffset at)
    {
        var wattHours = RegisterMicroWattHours / MicroWattHours;
        if (wattHours == _reportedWattHours) return;
        var atMs = at.ToUnixTimeMilliseconds();
        // A pulse of before the last report that is told only now; unless the clock was set back, a later register has a later time.
        if (atMs <= _reportedMs && _time.GetUtcNow().ToUnixTimeMilliseconds() > _reportedMs) atMs = _reportedMs + 1;
        (_reportedWattHours, _reportedMs) = (wattHours, atMs);
        _outputs.Report(new Reading(_outputs.Energy, atMs, ReadingValue.FromUInt64((ulong)wattHours)));
    }

    private void Report(Metric metric, ReadingValue value, int quality = SparkplugQuality.Good) =>
        _outputs.Report(new Reading(metric, _time.GetUtcNow().ToUnixTimeMilliseconds(), value, quality));
}

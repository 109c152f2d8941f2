using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sensing.Metering;

/// <summary>
/// Energy and power from a meter's pulse output (S0, IEC 62053-31). The energy register only grows and survives restarts; pulses
/// that came while the gateway was off are missing from it. Power is derived from the time between pulses, and bounded by the
/// time since the last one while none comes. Reports by exception, at most once per report time.
/// </summary>
internal sealed class PulseMeter : IDisposable
{
    private const long MicroWattHours = 1_000_000;
    private static readonly TimeSpan NoPowerAfter = TimeSpan.FromMinutes(15);

    private readonly PulseMeterConfig _config;
    private readonly PulseMeterOutputs _outputs;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly IDisposable _subscription;
    private readonly PulsePower _power;
    private readonly long _startMicroWattHours, _startStamp;

    // Guards everything below.
    private readonly Lock _gate = new();
    private long _pulses;
    private long? _reportedWattHours;
    private DateTimeOffset? _lastPulseAt;
    private bool _timerRuns, _disposed;

    /// <param name="config">The meter's constant and limits.</param>
    /// <param name="outputs">Where readings and the register go.</param>
    /// <param name="pin">High during a pulse.</param>
    /// <param name="microWattHours">The register as it was kept, or null when none is.</param>
    /// <param name="time">The sensing clock.</param>
    public PulseMeter(PulseMeterConfig config, PulseMeterOutputs outputs, IInputPin pin, long? microWattHours, TimeProvider time)
    {
        (_config, _outputs, _time) = (config, outputs, time);
        _startMicroWattHours = microWattHours ?? (config.StartWattHours * MicroWattHours);
        _startStamp = time.GetTimestamp();
        _power = new PulsePower(1000.0 / config.PulsesPerKilowattHour);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _outputs.KeepRegister(_startMicroWattHours);
            ReportEnergy(time.GetUtcNow());
            RunTimer(NoPowerAfter);
        }

        _subscription = pin.Subscribe(OnChange);
    }

    /// <summary>Rising edges that came too soon after another one.</summary>
    public long Bounces { get; private set; }

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
        if (!change.High) return;
        lock (_gate)
        {
            if (_disposed) return;
            // A clock that was set makes the gap negative or long; either way the pulse is one.
            if (_lastPulseAt is { } last && change.At >= last && (change.At - last).TotalMilliseconds < _config.ShortestGapMs)
            {
                Bounces++;
                return;
            }

            if (_pulses == 0) _timerRuns = false;
            _pulses++;
            _lastPulseAt = change.At;
            _power.OnPulse(change.At, _time.GetElapsedTime(_startStamp));
            _outputs.KeepRegister(RegisterMicroWattHours);
            RunTimer(TimeSpan.FromSeconds(_config.ReportSeconds));
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _timerRuns = false;
            if (_lastPulseAt is { } at) ReportEnergy(at);
            if (_power.TryMeasure(_time.GetElapsedTime(_startStamp), NoPowerAfter, out var watts))
                _outputs.Report(new Reading(_outputs.Power, _time.GetUtcNow().ToUnixTimeMilliseconds(), ReadingValue.FromFloat(watts)));
            if (_power.IsChanging) RunTimer(TimeSpan.FromSeconds(_config.ReportSeconds));
        }
    }

    // Inside the gate, as all below.
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
        _reportedWattHours = wattHours;
        _outputs.Report(new Reading(_outputs.Energy, at.ToUnixTimeMilliseconds(), ReadingValue.FromUInt64((ulong)wattHours)));
    }
}

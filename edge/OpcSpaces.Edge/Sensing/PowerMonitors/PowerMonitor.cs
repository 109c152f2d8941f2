using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>
/// The power that a desk draws, from a monitor on a bus, as a measurement and as evidence for its place: whether somebody works there
/// (<see cref="PowerUse"/>). INA219 (https://www.ti.com/lit/ds/symlink/ina219.pdf) for direct current,
/// ADS1115 (https://www.ti.com/lit/ds/symlink/ads1115.pdf) with a current clamp for 230 V circuits. A value above what the desk can
/// draw, or below 0 by more than the chip's offset, is absurd. A desk may be at 0 W for ever; any other value
/// that never changes is frozen.
/// </summary>
internal sealed class PowerMonitor(
    SensorName name, PowerMonitorConfig config, IPowerMonitor chip, ValueReport report, IEvidence evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromSeconds(config.PollSeconds), time)
{
    // Without load an INA219 measures its offset: up to 100 µV at the shunt, which is some tenths of a watt at a socket.
    private const double OffsetWatts = 2;

    private readonly PowerUse _use = new(config.ActiveWatts, time);
    private double _watts;
    private bool? _said;
    private bool _isLost;

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(out _watts)) return ChipAnswer.Silent;
        if (!(_watts >= -OffsetWatts && _watts <= config.LimitWatts)) return ChipAnswer.Absurd;
        return new ChipAnswer(SensorCondition.Sound, BitConverter.DoubleToInt64Bits(Math.Abs(_watts) < OffsetWatts ? 0 : _watts));
    }

    protected override void Take(DateTimeOffset now)
    {
        var watts = Math.Max(0, _watts);
        report.Offer((float)watts, Math.Max(config.DeadbandWatts, watts * config.DeadbandPercent / 100), now);
        _use.Measure(watts);
        Say(now);
        // Only now, because the level from before it was lost says nothing about now.
        if (_isLost) evidence.Sound(now);
        _isLost = false;
    }

    private void Say(DateTimeOffset now)
    {
        // So that the place knows that it rose, although it did not fall.
        if (_use.HasRisen && _said == true) evidence.Set(false, now);
        if (_use.IsActive is { } active && (active != _said || _use.HasRisen)) evidence.Set(active, now);
        _said = _use.IsActive;
    }

    protected override void OnLost(DateTimeOffset now)
    {
        _isLost = true;
        _use.Lose();
        report.Lose(now);
        evidence.Broken(now);
    }
}

using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>
/// The power that a desk draws, from a monitor on a bus (INA219: https://www.ti.com/lit/ds/symlink/ina219.pdf), as a measurement
/// and as evidence for its place: above standby somebody works, with a fifth less before nobody does. More than the socket can
/// carry, or less than nothing beyond the chip's offset, is absurd. A desk at 0 W may stay there for ever; any other power that
/// never moves a bit is frozen.
/// </summary>
internal sealed class PowerMonitor(
    string name, PowerMonitorConfig config, IPowerMonitor chip, ValueReport report, IEvidence evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromSeconds(config.PollSeconds), time)
{
    // An unloaded INA219 reads its offset: up to 100 µV at the shunt, some tenths of a watt at a socket.
    private const double OffsetWatts = 2;
    private const double RestShare = 0.8;

    private double _watts;
    private bool? _active;
    private bool _isLost;

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(out _watts)) return ChipAnswer.Silent;
        if (!(_watts >= -OffsetWatts && _watts <= config.MaximumWatts)) return ChipAnswer.Absurd;
        return new ChipAnswer(SensorCondition.Sound, BitConverter.DoubleToInt64Bits(Math.Abs(_watts) < OffsetWatts ? 0 : _watts));
    }

    protected override void Take(DateTimeOffset now)
    {
        var watts = Math.Max(0, _watts);
        report.Offer((float)watts, Math.Max(config.DeadbandWatts, watts * config.DeadbandPercent / 100), now);
        var active = watts >= config.ActiveWatts * (_active == true ? RestShare : 1);
        if (active != _active) evidence.Set(active, now);
        _active = active;
        // Only now: what it said before it was lost says nothing about now.
        if (_isLost) evidence.Sound(now);
        _isLost = false;
    }

    protected override void OnLost(DateTimeOffset now)
    {
        _isLost = true;
        report.Lose(now);
        evidence.Broken(now);
    }
}

using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// One input of a <see cref="SimulatedBoard"/>: whoever plays the hardware sets its level, from one thread at a time. A fault
/// may force the wire to a level of its own; what the sensor says meanwhile is kept and comes back when the wire is released.
/// </summary>
public sealed class SimulatedPin(int number)
{
    private readonly Lock _gate = new();
    private volatile bool _high;
    private volatile Action<PinChange>[] _watchers = [];
    private bool _sensor;
    private bool _forced;

    public int Number => number;

    public bool High => _high;

    /// <summary>Whether an agent listens.</summary>
    public bool IsWatched => _watchers.Length > 0;

    /// <summary>Gives the pin this level and tells its watchers before it returns; the same level again is no change.</summary>
    public void Set(bool high, DateTimeOffset at)
    {
        _sensor = high;
        if (!_forced)
            Apply(high, at);
    }

    /// <summary>From now on the wire has this level, whatever the sensor says.</summary>
    public void Force(bool high, DateTimeOffset at)
    {
        _forced = true;
        Apply(high, at);
    }

    /// <summary>The wire has the sensor's level again.</summary>
    public void Release(DateTimeOffset at)
    {
        _forced = false;
        Apply(_sensor, at);
    }

    internal void Watch(Action<PinChange> watcher)
    {
        lock (_gate)
            _watchers = [.. _watchers, watcher];
    }

    internal void Unwatch(Action<PinChange> watcher)
    {
        lock (_gate)
            _watchers = [.. _watchers.Where(other => other != watcher)];
    }

    private void Apply(bool high, DateTimeOffset at)
    {
        if (high == _high)
            return;
        _high = high;
        foreach (var watcher in _watchers)
            watcher(new PinChange(high, at));
    }
}

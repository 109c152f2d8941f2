using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// One input of a <see cref="SimulatedBoard"/>: whoever plays the hardware sets its level, from one thread at a time. Faults may
/// force the wire to a level of their own, of which the last one's counts; what the sensor says meanwhile is kept and comes back
/// when all have released the wire.
/// </summary>
public sealed class SimulatedPin(int number)
{
    private readonly Lock _gate = new();
    private volatile bool _high;
    private volatile Action<PinChange>[] _watchers = [];
    private readonly List<(object By, bool High)> _forced = [];
    private bool _sensor;

    public int Number => number;

    public bool High => _high;

    /// <summary>Somebody who taps the wire and is no agent: told of each change before the agents are.</summary>
    internal Action<PinChange>? Tap { get; set; }

    /// <summary>Whether an agent listens.</summary>
    public bool IsWatched => _watchers.Length > 0;

    /// <summary>Gives the pin this level and tells its watchers before it returns; the same level again is no change.</summary>
    public void Set(bool high, DateTimeOffset at)
    {
        _sensor = high;
        if (_forced.Count == 0)
            Apply(high, at);
    }

    /// <summary>From now on the wire has this level, whatever the sensor says, until <paramref name="by"/> forces another or releases it.</summary>
    public void Force(object by, bool high, DateTimeOffset at)
    {
        var index = _forced.FindIndex(force => force.By == by);
        if (index < 0)
            _forced.Add((by, high));
        else
            _forced[index] = (by, high);
        Apply(_forced[^1].High, at);
    }

    /// <summary>The wire has the sensor's level again, unless somebody else forces it.</summary>
    public void Release(object by, DateTimeOffset at)
    {
        _forced.RemoveAll(force => force.By == by);
        Apply(_forced.Count > 0 ? _forced[^1].High : _sensor, at);
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
        Tap?.Invoke(new PinChange(high, at));
        foreach (var watcher in _watchers)
            watcher(new PinChange(high, at));
    }
}

using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// One input of a <see cref="SimulatedBoard"/>. The hardware sets its level, from one thread at a time. Faults can force the wire
/// to another level; the last one counts. The sensor's level is kept meanwhile and comes back when all faults have released the
/// wire.
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

    /// <summary>Called before the agents for each change; for recorders on the wire.</summary>
    internal Action<PinChange>? Tap { get; set; }

    /// <summary>Whether an agent listens.</summary>
    public bool IsWatched => _watchers.Length > 0;

    /// <summary>Sets the sensor's level and calls the watchers before it returns. Setting the same level again has no effect.</summary>
    public void Set(bool high, DateTimeOffset at)
    {
        _sensor = high;
        if (_forced.Count == 0)
            Apply(high, at);
    }

    /// <summary>Forces the wire to a level, until <paramref name="by"/> forces another level or releases it.</summary>
    public void Force(object by, bool high, DateTimeOffset at)
    {
        var index = _forced.FindIndex(force => force.By == by);
        if (index < 0)
            _forced.Add((by, high));
        else
            _forced[index] = (by, high);
        Apply(_forced[^1].High, at);
    }

    /// <summary>Releases the wire: it has the sensor's level again, unless somebody else forces it.</summary>
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

using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>One input of a <see cref="SimulatedBoard"/>: whoever plays the hardware sets its level, from one thread at a time.</summary>
public sealed class SimulatedPin(int number)
{
    private readonly Lock _gate = new();
    private volatile bool _high;
    private volatile Action<PinChange>[] _watchers = [];

    public int Number => number;

    public bool High => _high;

    /// <summary>Whether an agent listens.</summary>
    public bool IsWatched => _watchers.Length > 0;

    /// <summary>Gives the pin this level and tells its watchers before it returns; the same level again is no change.</summary>
    public void Set(bool high, DateTimeOffset at)
    {
        if (high == _high)
            return;
        _high = high;
        foreach (var watcher in _watchers)
            watcher(new PinChange(high, at));
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
}

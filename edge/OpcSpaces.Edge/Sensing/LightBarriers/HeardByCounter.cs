using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>
/// What a motion detector says about its place, heard by the room's counter as well; what is broken is quiet there, and proves
/// nothing. Thread-safe.
/// </summary>
internal sealed class HeardByCounter(IEvidence place) : IEvidence
{
    // Guards everything below; taken inside the sensor's gate, and held while the counter is told.
    private readonly Lock _gate = new();
    private RoomCounter? _counter;
    private bool _active, _broken;

    /// <summary>The counter hears it from now on, and what it says already.</summary>
    public void Connect(RoomCounter counter)
    {
        lock (_gate)
        {
            _counter = counter;
            if (_active && !_broken) counter.OnMotion(active: true);
        }
    }

    public void Set(bool active, DateTimeOffset at)
    {
        place.Set(active, at);
        lock (_gate)
        {
            if (active == _active) return;
            _active = active;
            if (!_broken) _counter?.OnMotion(active);
        }
    }

    public void Broken(DateTimeOffset at)
    {
        place.Broken(at);
        lock (_gate)
        {
            if (!_broken) _counter?.OnDetectorBroken(wasActive: _active);
            _broken = true;
        }
    }

    public void Sound(DateTimeOffset at)
    {
        place.Sound(at);
        lock (_gate)
        {
            if (_broken && _active) _counter?.OnMotion(active: true);
            _broken = false;
        }
    }
}

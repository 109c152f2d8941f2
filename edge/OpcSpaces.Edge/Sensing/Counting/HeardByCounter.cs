using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Counting;

/// <summary>What a motion detector says about its place, heard by the room's counter as well; what is broken is quiet there.</summary>
internal sealed class HeardByCounter(IEvidence place, Func<RoomCounter?> counter) : IEvidence
{
    private bool _active, _broken;

    public void Set(bool active, DateTimeOffset at)
    {
        place.Set(active, at);
        if (active == _active) return;
        _active = active;
        if (!_broken) counter()?.OnMotion(active);
    }

    public void Broken(DateTimeOffset at)
    {
        place.Broken(at);
        if (!_broken && _active) counter()?.OnMotion(active: false);
        _broken = true;
    }

    public void Sound(DateTimeOffset at)
    {
        place.Sound(at);
        if (_broken && _active) counter()?.OnMotion(active: true);
        _broken = false;
    }
}

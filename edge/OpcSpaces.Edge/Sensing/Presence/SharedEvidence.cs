namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What one sensor says about its place, passed on to the place and to listeners. A listener takes a broken sensor for inactive,
/// and is told that its silence proves nothing. Thread-safe.
/// </summary>
internal sealed class SharedEvidence(IEvidence place) : IEvidence
{
    // Guards everything below. Taken inside the sensor's gate, and held while listeners are told.
    private readonly Lock _gate = new();
    private IEvidenceListener[] _listeners = [];
    private bool _active, _broken;

    /// <summary>The listener is told from now on, and at once when the sensor is active.</summary>
    public void Add(IEvidenceListener listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, listener];
            if (_active && !_broken) listener.OnEvidence(active: true);
        }
    }

    public void Set(bool active, DateTimeOffset at)
    {
        place.Set(active, at);
        lock (_gate)
        {
            if (active == _active) return;
            _active = active;
            if (_broken) return;
            foreach (var listener in _listeners) listener.OnEvidence(active);
        }
    }

    public void Broken(DateTimeOffset at)
    {
        place.Broken(at);
        lock (_gate)
        {
            if (_broken) return;
            _broken = true;
            foreach (var listener in _listeners) listener.OnBroken(wasActive: _active);
        }
    }

    public void Sound(DateTimeOffset at)
    {
        place.Sound(at);
        lock (_gate)
        {
            if (!_broken) return;
            _broken = false;
            if (!_active) return;
            foreach (var listener in _listeners) listener.OnEvidence(active: true);
        }
    }
}

using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>What a polled chip that looks at a place says about it: somebody is in its view, or nobody, when that has lasted for a while. Used by one thread at a time.</summary>
internal sealed class ViewedPlace(TimeSpan lasting, IEvidence evidence, TimeProvider time)
{
    private readonly SteadyLevel _level = new(lasting, time);
    private bool _isLost;

    /// <summary>Whether somebody is in view; null while it is not known.</summary>
    public bool? IsSeen => _level.Level;

    public void Look(bool seen, DateTimeOffset now)
    {
        if (_level.Offer(seen, now) is not { } since) return;
        evidence.Set(seen, since);
        // Only now, because what was seen before the chip was lost says nothing about now.
        if (_isLost) evidence.Sound(now);
        _isLost = false;
    }

    /// <summary>The chip is known to be broken.</summary>
    public void Lose(DateTimeOffset now)
    {
        _isLost = true;
        _level.Forget();
        evidence.Broken(now);
    }
}

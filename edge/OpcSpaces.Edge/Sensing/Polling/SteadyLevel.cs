namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>A level that is polled, and counts when it has lasted for a while; its change is then dated back to the poll that saw it first. Used by one thread at a time.</summary>
internal sealed class SteadyLevel(TimeSpan lasting, TimeProvider time)
{
    private bool? _level, _candidate;
    private DateTimeOffset _since;
    private long _stamp;

    /// <summary>The level that counts; null before the first.</summary>
    public bool? Level => _level;

    /// <summary>Takes the level now. When a change counts from now on, returns the time at which it was first seen; otherwise null.</summary>
    public DateTimeOffset? Offer(bool level, DateTimeOffset now)
    {
        if (level == _level)
        {
            _candidate = null;
            return null;
        }

        if (level != _candidate) (_candidate, _since, _stamp) = (level, now, time.GetTimestamp());
        if (time.GetElapsedTime(_stamp) < lasting) return null;
        (_level, _candidate) = (level, null);
        return _since;
    }

    /// <summary>What was seen so far says nothing about now.</summary>
    public void Forget() => (_level, _candidate) = (null, null);
}

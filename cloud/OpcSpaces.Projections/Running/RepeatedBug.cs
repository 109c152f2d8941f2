namespace OpcSpaces.Projections.Running;

/// <summary>Counts how often a bug has stopped a projection at one place of the journal. Not thread-safe.</summary>
internal sealed class RepeatedBug(int mostRetries)
{
    private long _furthestEntry = -1;
    private int _failures;

    /// <summary>Counts a failure at an entry; true when it has failed there too often. A place further on starts a new count.</summary>
    public bool IsHopeless(long entryId)
    {
        if (entryId > _furthestEntry)
            (_furthestEntry, _failures) = (entryId, 0);
        return ++_failures > mostRetries;
    }
}

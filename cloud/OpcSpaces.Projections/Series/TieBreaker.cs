namespace OpcSpaces.Projections.Series;

/// <summary>
/// The nanoseconds below a reading's millisecond. They keep two readings of one point in one millisecond apart and in order, and are the same
/// after every rebuild. Each sequence has 32 places, so a millisecond has places for 31,250 sequences. Two readings of one millisecond are in
/// the wrong order only when a multiple of 31,250 lies between their sequences. More than 32 readings of one point in one millisecond of one
/// batch would use the places of the next batch.
/// </summary>
internal static class TieBreaker
{
    private const ulong NanosecondsPerMs = 1_000_000;
    private const ulong PlacesPerSequence = 32;

    /// <param name="sequence">The batch's outbox sequence, or a foreign entry's id.</param>
    /// <param name="ordinal">Of the reading among those of its point in its millisecond and batch.</param>
    public static long Nanoseconds(ulong sequence, uint ordinal) =>
        (long)((sequence % (NanosecondsPerMs / PlacesPerSequence) * PlacesPerSequence + ordinal) % NanosecondsPerMs);
}

namespace OpcSpaces.Projections.Series;

/// <summary>
/// The nanoseconds below a reading's millisecond. They keep two readings of one point in one millisecond apart, the same two on every
/// rebuild, and put them in their order: each sequence has 32 places, and 31,250 sequences have places in a millisecond. Two readings of
/// one millisecond stand the wrong way round only where a multiple of 31,250 lies between their sequences; more than 32 readings of
/// one point in one millisecond of one batch would reach into the places of the next batch.
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

namespace OpcSpaces.Points.Hours;

/// <summary>What was counted between two readings of a register that only grows.</summary>
public static class RegisterStep
{
    /// <summary>A register does not grow faster than this, in W; a step of up to <see cref="LeastStep"/> is always taken.</summary>
    public const long MostWatts = 10_000_000;

    /// <summary>In the register's unit.</summary>
    public const long LeastStep = 100_000;

    /// <summary>
    /// The growth in the register's unit. 0 where it is lower than before (a new meter), and for a step that no building can need in its time: a
    /// register that was lost for a moment comes back with all of its past.
    /// </summary>
    /// <param name="before">The reading before.</param>
    /// <param name="after">The later reading.</param>
    /// <param name="ms">The time between them.</param>
    public static long Of(long before, long after, long ms) => after > before && IsPossible(after - before, ms) ? after - before : 0;

    private static bool IsPossible(long step, long ms) => step <= LeastStep + (MostWatts * (ms / 1_000) / 3_600);
}

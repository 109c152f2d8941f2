namespace OpcSpaces.Model.Presence;

/// <summary>
/// The occupied time of a desk on one day, from its hours, and whether the desk was used. Time that no hour knows may have been
/// occupied or free, so it raises the upper bound and leaves the lower one.
/// </summary>
/// <remarks>
/// The hours of a day are not independent: one person who sits so still that the sensors doubt, or one walkway, affects all of them
/// in the same direction. The bounds assume the most of this: all hours are at their 10th, or all at their 90th percentile together
/// (comonotonic; then percentiles add exactly). Hours that depend less have a day whose 80 % interval is inside these bounds, except
/// where many hours are each occupied with less than 10 % probability, because such an hour's 90th percentile is 0. The expected time
/// covers that case: by Markov's inequality, and however the hours depend on each other, the probability that a desk was occupied for
/// at least the threshold is at most expected ÷ threshold, so an unused desk must have less than half.
/// </remarks>
/// <param name="KnownSeconds">How much of the day is known, in s.</param>
/// <param name="ExpectedSeconds">The expected occupied time within the known time, in s.</param>
/// <param name="LowSeconds">The lower bound of the occupied time, in s.</param>
/// <param name="HighSeconds">The upper bound of the occupied time within the known time, in s.</param>
/// <param name="UnknownSeconds">How much of the day is unknown, in s.</param>
public readonly record struct DeskDay(double KnownSeconds, double ExpectedSeconds, double LowSeconds, double HighSeconds, double UnknownSeconds)
{
    /// <summary>The occupied time from which on a desk counts as used on a day, where a scheme says nothing else. No official value was found.</summary>
    public static readonly TimeSpan DefaultThreshold = TimeSpan.FromMinutes(30);

    private const double SecondsPerHour = 3_600;

    /// <param name="hours">The hours of the day that are known at all, in any order, each once.</param>
    /// <param name="length">The length of the day, or of the part of it that is looked at; longer than nothing and at least as long as the known time.</param>
    /// <exception cref="ArgumentException">An hour contradicts itself, or more is known than the day is long.</exception>
    public static DeskDay Of(IEnumerable<OccupiedTime> hours, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        var (known, expected, low, high) = (0.0, 0.0, 0.0, 0.0);
        foreach (var hour in hours)
        {
            if (!IsSound(hour)) throw new ArgumentException($"{hour} is not an hour: 0 ≤ low ≤ high ≤ known ≤ 3600 s and 0 ≤ expected ≤ known must hold.", nameof(hours));
            known += hour.KnownSeconds;
            expected += hour.ExpectedSeconds;
            low += hour.LowSeconds;
            high += hour.HighSeconds;
        }

        if (known > length.TotalSeconds + 1) throw new ArgumentException($"The hours know {known} s of a day of {length.TotalSeconds} s.", nameof(hours));
        return new DeskDay(known, expected, low, high, Math.Max(0, length.TotalSeconds - known));
    }

    /// <summary>Whether the desk was used: occupied for at least <paramref name="threshold"/> (<see cref="DefaultThreshold"/> when null).</summary>
    public DeskDayUse Use(TimeSpan? threshold = null)
    {
        var seconds = (threshold ?? DefaultThreshold).TotalSeconds;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds, nameof(threshold));
        if (LowSeconds >= seconds) return DeskDayUse.Used;
        return HighSeconds + UnknownSeconds < seconds && (2 * ExpectedSeconds) + UnknownSeconds < seconds ? DeskDayUse.Unused : DeskDayUse.Undecided;
    }

    // The figures are rounded to milliseconds somewhere on their way.
    private static bool IsSound(OccupiedTime hour)
    {
        const double Rounding = 0.01;
        return hour is { LowSeconds: >= 0, ExpectedSeconds: >= 0, KnownSeconds: >= 0 and <= SecondsPerHour + Rounding }
            && hour.LowSeconds <= hour.HighSeconds + Rounding
            && hour.HighSeconds <= hour.KnownSeconds + Rounding
            && hour.ExpectedSeconds <= hour.KnownSeconds + Rounding;
    }
}

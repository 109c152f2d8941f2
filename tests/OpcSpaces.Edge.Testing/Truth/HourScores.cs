using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>
/// How honest the intervals of hours are. Only hours count in which a sensor moved or somebody was there, because empty nights would
/// flatter; and of them only those of which at least <see cref="LeastSeconds"/> are known.
/// </summary>
/// <param name="Hours">The hours that were compared.</param>
/// <param name="Skipped">Hours that were not, because what the agent knew of them is not the time for which there is a truth.</param>
/// <param name="Missing">Hours about which the agent said nothing.</param>
internal sealed record HourScores(IReadOnlyList<ScoredHour> Hours, int Skipped, int Missing)
{
    /// <summary>Less known time is not compared.</summary>
    public const double LeastSeconds = 600;

    /// <summary>From this known time on an hour counts as known as a whole.</summary>
    public const double WholeSeconds = 55 * 60;

    private const long HourMs = 3_600_000;
    private const double SameSeconds = 60;

    public static HourScores None { get; } = new([], 0, 0);

    /// <summary>How many of the intervals contain the truth, in percent; NaN without hours.</summary>
    public double CoveragePercent => 100.0 * Covered / Hours.Count;

    /// <summary>The mean width of the intervals; NaN without hours.</summary>
    public double WidthMinutes => Mean(hour => hour.WidthSeconds) / 60;

    /// <summary>The mean width of the expected time plus and minus one constant, within the known time, that contains the truth at least as often; NaN without hours.</summary>
    public double ConstantWidthMinutes
    {
        get
        {
            var constant = Covered == 0 ? 0 : Hours.Select(hour => hour.ErrorSeconds).Order().ElementAt(Covered - 1);
            return Mean(hour => hour.WidthOf(constant)) / 60;
        }
    }

    /// <summary>Expected minus true occupied time, in percent of the true time.</summary>
    public double ExpectedBiasPercent => 100 * Hours.Sum(hour => hour.ExpectedSeconds - hour.TrueSeconds) / Math.Max(1, Hours.Sum(hour => hour.TrueSeconds));

    private int Covered => Hours.Count(hour => hour.IsCovered);

    public static HourScores operator +(HourScores a, HourScores b) => new([.. a.Hours, .. b.Hours], a.Skipped + b.Skipped, a.Missing + b.Missing);

    /// <summary>
    /// Compares the hours of one stretch of a recording. An hour that is known in part, because a recording begins or ends in it, is
    /// compared when the agent's known time is within a minute of the time for which there is a truth.
    /// </summary>
    public static HourScores Of(RecordedRoom stretch, IReadOnlyList<OccupiedHour> told)
    {
        var (watched, occupied) = (Span.PerBlock(stretch.Watched(), HourMs), Span.PerBlock(stretch.Occupied(), HourMs));
        var moved = Span.PerBlock(stretch.Moves(), HourMs);
        var hours = told.ToDictionary(hour => hour.StartMs / HourMs);
        var (scored, skipped, missing) = (new List<ScoredHour>(), 0, 0);
        foreach (var (block, watchedMs) in watched.OrderBy(hour => hour.Key))
        {
            if (watchedMs < LeastSeconds * 1000 || !(moved.ContainsKey(block) || occupied.GetValueOrDefault(block) > 0)) continue;
            if (!hours.TryGetValue(block, out var hour)) missing++;
            else if (IsSame(hour.KnownSeconds, watchedMs / 1000.0))
                scored.Add(new ScoredHour(hour.KnownSeconds, occupied.GetValueOrDefault(block) / 1000.0, hour.ExpectedSeconds, hour.LowSeconds, hour.HighSeconds));
            else skipped++;
        }

        return new HourScores(scored, skipped, missing);
    }

    private static bool IsSame(double knownSeconds, double watchedSeconds) =>
        (knownSeconds >= WholeSeconds && watchedSeconds >= WholeSeconds) || Math.Abs(knownSeconds - watchedSeconds) <= SameSeconds;

    private double Mean(Func<ScoredHour, double> of) => Hours.Count == 0 ? double.NaN : Hours.Average(of);
}

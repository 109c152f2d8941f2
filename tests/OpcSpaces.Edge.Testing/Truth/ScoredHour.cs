namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>What was said about an hour of a place, beside the truth. All times are in s.</summary>
/// <param name="KnownSeconds">How long presence was known.</param>
/// <param name="TrueSeconds">How long somebody was there in that time.</param>
/// <param name="ExpectedSeconds">The expected occupied time.</param>
/// <param name="LowSeconds">The lower end of the interval.</param>
/// <param name="HighSeconds">The upper end.</param>
internal readonly record struct ScoredHour(double KnownSeconds, double TrueSeconds, double ExpectedSeconds, double LowSeconds, double HighSeconds)
{
    // Rows have whole seconds, and detectors are debounced.
    private const double Tolerance = 1;

    public bool IsCovered => TrueSeconds >= LowSeconds - Tolerance && TrueSeconds <= HighSeconds + Tolerance;

    public double WidthSeconds => HighSeconds - LowSeconds;

    /// <summary>How far the expected time is from the truth.</summary>
    public double ErrorSeconds => Math.Abs(TrueSeconds - ExpectedSeconds);

    /// <summary>The width of the expected time ± a constant, within the known time.</summary>
    public double WidthOf(double constantSeconds) => Math.Min(ExpectedSeconds + constantSeconds, KnownSeconds) - Math.Max(ExpectedSeconds - constantSeconds, 0);
}

namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>What the CO₂ of a room did over a quarter of an hour.</summary>
/// <param name="SlopePpm">By how much it rose, in ppm a minute.</param>
/// <param name="SlopeErrorPpm">The standard error of that.</param>
/// <param name="ExcessPpm">By how much it was above fresh air.</param>
/// <param name="FreshErrorPpm">The standard error of the level of fresh air.</param>
internal readonly record struct AirWindow(double SlopePpm, double SlopeErrorPpm, double ExcessPpm, double FreshErrorPpm)
{
    // People breathe more and less than the mean.
    private const double Breathing = 0.3;

    // This part of all windows has causes that no candidate explains, which change the level by up to ± 20 ppm a minute.
    private const double Unexplained = 0.1, UnexplainedDensity = 1.0 / 40;

    private static readonly (int People, double Weight)[] PeopleThere = [(1, 0.6), (2, 0.25), (4, 0.15)];

    /// <summary>The likelihood of this window without a source, per ppm a minute.</summary>
    /// <param name="changes">Air changes per minute.</param>
    public double Empty(double changes) => Of(changes, 0);

    /// <summary>The same with people.</summary>
    /// <param name="changes">Air changes per minute.</param>
    /// <param name="perPersonPpm">By how much one person raises the level, in ppm a minute.</param>
    public double Occupied(double changes, double perPersonPpm)
    {
        var sum = 0.0;
        foreach (var (people, weight) in PeopleThere) sum += weight * Of(changes, people * perPersonPpm);
        return sum;
    }

    private double Of(double changes, double sourcePpm)
    {
        var residual = SlopePpm + (changes * ExcessPpm) - sourcePpm;
        var (fresh, breath) = (changes * FreshErrorPpm, Breathing * sourcePpm);
        var variance = (SlopeErrorPpm * SlopeErrorPpm) + (fresh * fresh) + (breath * breath);
        return ((1 - Unexplained) * Math.Exp(-0.5 * residual * residual / variance) / Math.Sqrt(2 * Math.PI * variance)) + (Unexplained * UnexplainedDensity);
    }
}

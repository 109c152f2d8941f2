namespace OpcSpaces.Edge.Sensing.Presence.Grades;

/// <summary>
/// One quantity of a place that is known by a few candidates and their weights, of which the sum is 1. They are weighed by likelihoods, and
/// what is known fades back to what was usual, so that a quantity may change. Guarded by the place's gate.
/// </summary>
internal sealed class CandidateValues
{
    // The share of what is known that each lesson makes forgotten.
    private const double Fading = 0.01;

    // This much weight stays where it was at first: an unlikely value may still come true tomorrow.
    private const double Doubt = 0.25;

    // No candidate is excluded.
    private const double Least = 1e-30;

    private readonly double[] _usual, _known;

    /// <param name="values">The candidates.</param>
    /// <param name="usual">Their weights at first, of any sum.</param>
    public CandidateValues(IReadOnlyList<double> values, IEnumerable<double> usual)
    {
        (Values, _usual) = (values, [.. usual]);
        Normalize(_usual);
        _known = [.. _usual];
    }

    public IReadOnlyList<double> Values { get; }

    public double Weight(int candidate) => ((1 - Doubt) * _known[candidate]) + (Doubt * _usual[candidate]);

    /// <summary>Something was seen that has these likelihoods with each candidate. It counts beside a likelihood that is exactly true as much as <paramref name="temper"/> says, from 0 to 1.</summary>
    public void Learn(ReadOnlySpan<double> likelihoods, double temper)
    {
        for (var i = 0; i < _known.Length; i++) _known[i] *= Math.Pow(Math.Max(likelihoods[i], Least), temper);
        Normalize(_known);
        for (var i = 0; i < _known.Length; i++) _known[i] += Fading * (_usual[i] - _known[i]);
    }

    /// <summary>Copies what is known into <paramref name="into"/>, a figure for each candidate.</summary>
    public void CopyTo(Span<double> into) => _known.CopyTo(into);

    /// <summary>Whether these figures may be what <see cref="CopyTo"/> copied.</summary>
    public static bool MayBe(ReadOnlySpan<double> figures)
    {
        var sum = 0.0;
        foreach (var figure in figures)
        {
            if (figure is not (>= 0 and <= 1)) return false;
            sum += figure;
        }

        return Math.Abs(sum - 1) < 1e-6;
    }

    /// <summary>Takes over what <see cref="CopyTo"/> copied.</summary>
    public void Restore(ReadOnlySpan<double> from) => from.CopyTo(_known);

    private static void Normalize(double[] weights)
    {
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
    }
}

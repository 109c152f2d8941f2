namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// How long it takes at one place until somebody passes by again. People pass by independently of each other, so that the pauses have
/// an exponential distribution; its mean differs between places and between the hours of a day, so this is a mixture of several means,
/// and of pauses of any length (nights). The shares of the mixture are learned from all pauses, as they would be if nobody ever stayed
/// (online expectation–maximisation: Cappé and Moulines 2009, https://doi.org/10.1111/j.1467-9868.2009.00698.x).
/// </summary>
internal sealed class PassingPauses
{
    /// <summary>The number of shares.</summary>
    public const int Count = Means + 1;

    private const int Means = 5;

    // In s; each mean is twice as long as the one before. A place that more people pass is a corridor and no desk.
    private const double ShortestMean = 200;

    // A log-logistic distribution over minutes to days, as of absences of any length.
    private const double AnyMedian = 1800, AnyShape = 0.6;

    // The share of what is known that each pause makes forgotten, and the part of each pause that all means share.
    private const double Fading = 0.02, Shared = 0.02;

    // No mean excludes a length.
    private const double Smallest = 1e-9;

    private readonly double[] _shares = [.. Enumerable.Repeat(1.0 / Count, Count)];

    /// <summary>Returns how likely a pause of this class was, of those that can be seen, and learns from it.</summary>
    public double Learn(int bin, PauseModel model)
    {
        Span<double> likely = stackalloc double[Count];
        var sum = 0.0;
        for (var i = 0; i < Count; i++) sum += likely[i] = _shares[i] * (Beyond(bin, i, model) - Beyond(bin + 1, i, model) + Smallest);
        for (var i = 0; i < Count; i++) _shares[i] += Fading * (((1 - Shared) * likely[i] / sum) + (Shared / Count) - _shares[i]);
        return sum;
    }

    /// <summary>Copies the shares into <paramref name="into"/>, of length <see cref="Count"/>.</summary>
    public void CopyTo(Span<double> into) => _shares.CopyTo(into);

    /// <summary>Takes over shares that <see cref="CopyTo"/> copied.</summary>
    public void Restore(ReadOnlySpan<double> from)
    {
        var sum = 0.0;
        foreach (var share in from) sum += share;
        for (var i = 0; i < Count; i++) _shares[i] = from[i] / sum;
    }

    private static double Beyond(int bin, int mean, PauseModel model)
    {
        var (shortest, from) = (model.ShortestSeconds, Math.Max(PauseModel.EdgeOf(bin), model.ShortestSeconds));
        return mean == Means ? Any(from) / Any(shortest) : Math.Exp((shortest - from) / (ShortestMean * (1 << mean)));
    }

    private static double Any(double seconds) => 1 / (1 + Math.Pow(seconds / AnyMedian, AnyShape));
}

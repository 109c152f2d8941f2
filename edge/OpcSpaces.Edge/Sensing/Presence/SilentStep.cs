namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The effect of some seconds without motion on <see cref="StateWeights"/>: e to the power of (Q − Λ)·t, where Q are the rates at
/// which a place changes its state, and Λ the rates at which detectors would have triggered in each state.
/// </summary>
internal readonly struct SilentStep
{
    private const int Terms = 16;
    private readonly double[] _all, _stayed;

    private SilentStep(double[] all, double[] stayed) => (_all, _stayed) = (all, stayed);

    /// <summary>One second, from rates per second in the order absent, moving, still; 3 × 3, row by row.</summary>
    public static SilentStep OfOneSecond(double[] rates) => new(Exponential(rates, 3), Exponential([rates[4], rates[5], rates[7], rates[8]], 2));

    /// <summary>The effect of twice the time.</summary>
    public SilentStep Doubled() => new(Multiply(_all, _all, 3), Multiply(_stayed, _stayed, 2));

    public void Apply(ref StateWeights weights)
    {
        var (a, m, s) = (weights.Absent, weights.Moving, weights.Still);
        var all = _all;
        weights.Absent = (a * all[0]) + (m * all[3]) + (s * all[6]);
        weights.Moving = (a * all[1]) + (m * all[4]) + (s * all[7]);
        weights.Still = (a * all[2]) + (m * all[5]) + (s * all[8]);
        (m, s) = (weights.StayedMoving, weights.StayedStill);
        var stayed = _stayed;
        weights.StayedMoving = (m * stayed[0]) + (s * stayed[2]);
        weights.StayedStill = (m * stayed[1]) + (s * stayed[3]);
    }

    // The rates are below one per second, so the series converges without scaling.
    private static double[] Exponential(double[] rates, int size)
    {
        var sum = new double[size * size];
        for (var i = 0; i < size; i++) sum[(i * size) + i] = 1;
        var term = (double[])sum.Clone();
        for (var n = 1; n <= Terms; n++)
        {
            term = Multiply(term, rates, size);
            for (var i = 0; i < term.Length; i++)
            {
                term[i] /= n;
                sum[i] += term[i];
            }
        }

        return sum;
    }

    private static double[] Multiply(double[] left, double[] right, int size)
    {
        var product = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++) product[(i * size) + j] += left[(i * size) + k] * right[(k * size) + j];
            }
        }

        return product;
    }
}

using System.Collections.Concurrent;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What pauses between two movements look like at places of all kinds. A pause is either part of a stay (somebody sat still) or an
/// absence (somebody left, and somebody came). How long both last differs from place to place by a factor of a hundred, so the model
/// has many candidates: each combines a <em>stay shape</em>, an <em>absence shape</em> and the share of pauses in which people leave.
/// <see cref="LearnedPlace"/> weighs them by what was seen at its place (Bayesian model averaging: Hoeting, Madigan, Raftery and
/// Volinsky 1999, https://doi.org/10.1214/ss/1009212519). No pause is ever labelled for that, so nothing is learned from the
/// place's own decisions. Lengths are log-logistic: a log-normal with a heavier tail, and closed formulas (Bennett 1983,
/// https://doi.org/10.2307/2347295). The medians span what people and detectors do; the prior weights were chosen on simulated rooms
/// of wide ranges. Immutable; shared by all places with the same delay.
/// </summary>
internal sealed class PauseModel
{
    /// <summary>The number of length classes of pauses.</summary>
    public const int Bins = 71;

    public const int StayShapes = 12 * 3;

    public const int AbsenceShapes = 1 + (5 * 2);

    /// <summary>The number of candidates.</summary>
    public const int Candidates = StayShapes * AbsenceShapes * 5;

    // Class i begins at this many seconds times Ratio to the power of i. The last one ends after two days.
    private const double FirstEdge = 10, Ratio = 1.15;

    // In s. Detectors differ most in what they make of movements that follow each other within seconds; such pauses say nothing.
    private const double Shortest = 13;

    // A log-logistic with this shape times 1/σ has the standard deviation σ of the logarithm: π/√3.
    private const double ShapeOfUnitSpread = 1.8138;

    // No candidate excludes a length.
    private const double Smallest = 1e-9;

    // How widely the medians of places differ from the typical one, as a standard deviation of the natural logarithm.
    private const double StayMedianSpread = 1.5;

    // Somebody who moves for a while and sits still for a while has two kinds of pauses: this share is so many times as long.
    private const double StillShare = 0.2, StillFactor = 7.2;

    // An absence follows the habits of a place (lunch, the printer), or is of any length, from minutes to a night.
    private const double HabitShare = 0.85, AnyMedian = 1800, AnySpread = 3, NoHabit = 0.65;

    // Medians in s, spreads of the natural logarithm, and prior weights (of any sum).
    private static readonly double[] StayMedians = [.. Enumerable.Range(0, 12).Select(i => 4 * Math.Pow(1.6, i))];
    private static readonly (double Spread, bool IsStillToo, double Weight)[] StayKinds = [(0.69, false, 0.43), (0.98, false, 0.45), (0.9, true, 0.12)];
    private static readonly (double Median, double Weight)[] AbsenceMedians = [(180, 0.02), (330, 0.1), (600, 0.45), (1100, 0.2), (2000, 0.25)];
    private static readonly double[] AbsenceSpreads = [0.35, 0.9];
    private static readonly (double Share, double Weight)[] LeavingShares = [(0.02, 0.15), (0.06, 0.13), (0.2, 1.1), (0.5, 0.02), (0.9, 0.33)];

    // Lazy, so that places that start at the same time make a model once.
    private static readonly ConcurrentDictionary<int, Lazy<PauseModel>> Known = new();

    private readonly double[][] _stays = new double[Bins + 1][], _absences = new double[Bins + 1][];
    private readonly float[][] _either = new float[Bins][], _away = new float[Bins][], _stayed = new float[Bins][];
    private readonly float[] _leaving;
    private readonly int _first;

    private PauseModel(int first)
    {
        _first = first;
        _leaving = [.. Enumerable.Range(0, Candidates).Select(candidate => (float)VisibleLeavingShare(candidate))];
        for (var edge = 0; edge <= Bins; edge++)
        {
            _stays[edge] = [.. Enumerable.Range(0, StayShapes).Select(shape => Relative(StaySurvival, shape, edge))];
            _absences[edge] = [.. Enumerable.Range(0, AbsenceShapes).Select(shape => Relative(AbsenceSurvival, shape, edge))];
        }

        for (var bin = 0; bin < Bins; bin++) Fill(bin);
    }

    /// <summary>Natural logarithms of the candidates' weights before anything was seen of a place.</summary>
    /// <param name="typicalPauseSeconds">The median pause of somebody who stays, in s.</param>
    public static ReadOnlySpan<float> Prior(double typicalPauseSeconds) => Priors.GetOrAdd(typicalPauseSeconds, MakePrior);

    /// <summary>For each candidate the share of the pauses that can be seen in which people leave. A long delay hides most others.</summary>
    public ReadOnlySpan<float> LeavingShare => _leaving;

    // Candidates that differ in their stay shape only are neighbours, so that their sums are vectors.
    public static int StayShapeOf(int candidate) => candidate % StayShapes;

    public static int AbsenceShapeOf(int candidate) => candidate / StayShapes % AbsenceShapes;

    /// <summary>All candidates, those with equal stay shapes together, so that candidates beside each other say much the same.</summary>
    public static ReadOnlySpan<int> ByStayShape => InOrder;

    /// <summary>Shorter pauses, in s, count as movement. With a delay no shorter one can be seen.</summary>
    public double ShortestSeconds => EdgeOf(_first);

    private static ConcurrentDictionary<double, float[]> Priors { get; } = new();

    private static int[] InOrder { get; } = [.. Enumerable.Range(0, Candidates).OrderBy(StayShapeOf).ThenBy(AbsenceShapeOf)];

    /// <param name="delaySeconds">How long the detectors stay high after the last movement, in s.</param>
    public static PauseModel Of(double delaySeconds) =>
        Known.GetOrAdd((int)Math.Ceiling(Position(Math.Max(Shortest, delaySeconds)) - 1e-9), first => new Lazy<PauseModel>(() => new PauseModel(first))).Value;

    /// <summary>The class of a length in s.</summary>
    public static int BinOf(double seconds) => Math.Clamp((int)Position(seconds), 0, Bins - 1);

    /// <summary>The shortest length of a class, in s.</summary>
    public static double EdgeOf(int bin) => FirstEdge * Math.Pow(Ratio, bin);

    /// <summary>The difference between the longest and the shortest length of the class of a length, in s.</summary>
    public static double WidthOf(double seconds) => EdgeOf(BinOf(seconds)) * (Ratio - 1);

    /// <summary>The probability that a pause of each stay shape is longer than the lower edge of the class.</summary>
    public ReadOnlySpan<double> StaysBeyond(int bin) => _stays[bin];

    /// <summary>The probability that a pause of each absence shape is longer than the lower edge of the class.</summary>
    public ReadOnlySpan<double> AbsencesBeyond(int bin) => _absences[bin];

    /// <summary>For each candidate the natural logarithm of the probability of a pause of this class, whatever it was.</summary>
    public ReadOnlySpan<float> LogOfEither(int bin) => _either[bin];

    /// <summary>For each absence shape the natural logarithm of the probability of an absence of this class.</summary>
    public ReadOnlySpan<float> LogOfAbsence(int bin) => _away[bin];

    /// <summary>For each stay shape the natural logarithm of the probability of a pause of this class within a stay.</summary>
    public ReadOnlySpan<float> LogOfStay(int bin) => _stayed[bin];

    /// <summary>Where a length lies: the class, and how far into it (0 to 1, on the logarithmic scale).</summary>
    public static (int Bin, double Part) Place(double seconds)
    {
        var position = Math.Clamp(Position(seconds), 0, Bins - 1e-6);
        return ((int)position, position - (int)position);
    }

    private static int LeavingShareOf(int candidate) => candidate / (StayShapes * AbsenceShapes);

    private static double Position(double seconds) => Math.Log(Math.Max(seconds, FirstEdge) / FirstEdge) / Math.Log(Ratio);

    private static double Survival(double seconds, double median, double spread) => 1 / (1 + Math.Pow(seconds / median, ShapeOfUnitSpread / spread));

    private static double StaySurvival(int shape, double seconds)
    {
        var (median, (spread, isStillToo, _)) = (StayMedians[shape / StayKinds.Length], StayKinds[shape % StayKinds.Length]);
        return isStillToo
            ? ((1 - StillShare) * Survival(seconds, median, spread)) + (StillShare * Survival(seconds, median * StillFactor, spread))
            : Survival(seconds, median, spread);
    }

    private static double AbsenceSurvival(int shape, double seconds)
    {
        var any = Survival(seconds, AnyMedian, AnySpread);
        if (shape == 0) return any;
        var habit = Survival(seconds, AbsenceMedians[(shape - 1) / AbsenceSpreads.Length].Median, AbsenceSpreads[(shape - 1) % AbsenceSpreads.Length]);
        return (HabitShare * habit) + ((1 - HabitShare) * any);
    }

    // Of the pauses that can be seen.
    private double Relative(Func<int, double, double> survival, int shape, int edge) =>
        (survival(shape, EdgeOf(Math.Max(edge, _first))) + Smallest) / (survival(shape, EdgeOf(_first)) + Smallest);

    private double VisibleLeavingShare(int candidate)
    {
        var share = LeavingShares[LeavingShareOf(candidate)].Share;
        var stays = (1 - share) * StaySurvival(StayShapeOf(candidate), EdgeOf(_first)) / StaySurvival(StayShapeOf(candidate), Shortest);
        var leaves = share * AbsenceSurvival(AbsenceShapeOf(candidate), EdgeOf(_first)) / AbsenceSurvival(AbsenceShapeOf(candidate), Shortest);
        return leaves / (stays + leaves);
    }

    private void Fill(int bin)
    {
        double[] stays = [.. _stays[bin].Zip(_stays[bin + 1], (lower, upper) => lower - upper + Smallest)];
        double[] absences = [.. _absences[bin].Zip(_absences[bin + 1], (lower, upper) => lower - upper + Smallest)];
        _stayed[bin] = [.. stays.Select(chance => (float)Math.Log(chance))];
        _away[bin] = [.. absences.Select(chance => (float)Math.Log(chance))];
        _either[bin] =
        [
            .. Enumerable.Range(0, Candidates).Select(it =>
                (float)Math.Log(((1 - _leaving[it]) * stays[StayShapeOf(it)]) + (_leaving[it] * absences[AbsenceShapeOf(it)]))),
        ];
    }

    private static float[] MakePrior(double typicalPauseSeconds)
    {
        var weights = Enumerable.Range(0, Candidates).Select(it =>
        {
            var (stay, absence) = (StayShapeOf(it), AbsenceShapeOf(it));
            var distance = Math.Log(StayMedians[stay / StayKinds.Length] / typicalPauseSeconds) / StayMedianSpread;
            return Math.Exp(-distance * distance / 2) * StayKinds[stay % StayKinds.Length].Weight
                * (absence == 0 ? NoHabit : (1 - NoHabit) * AbsenceMedians[(absence - 1) / AbsenceSpreads.Length].Weight / AbsenceMedians.Sum(habit => habit.Weight) / AbsenceSpreads.Length)
                * LeavingShares[LeavingShareOf(it)].Weight;
        }).ToList();
        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)Math.Log(weight / sum))];
    }
}

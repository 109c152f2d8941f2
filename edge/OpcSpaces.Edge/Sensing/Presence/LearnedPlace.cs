using System.Numerics.Tensors;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What was learned about one place: how much each candidate of <see cref="PauseModel"/> counts there, how often somebody only
/// passes by, and whether anybody ever stays (<see cref="UseBelief"/>). The first two follow from two tables, of pauses by length and of
/// visits, in which the past fades. The likelihoods are
/// tempered, because real pauses are neither independent nor log-logistic (Grünwald and van Ommen 2017,
/// https://doi.org/10.1214/17-BA1085), and forgetting leads back to the prior (Kulhavý and Zarrop 1993,
/// https://doi.org/10.1080/00207179308923039). It outlives the <see cref="PresencePlace"/> that learns it, so that the next one need
/// not begin anew. Guarded by the gate of the place that uses it; only one may use it at a time.
/// </summary>
internal sealed class LearnedPlace : ILearned
{
    /// <summary>The number of figures that <see cref="CopyTo"/> copies.</summary>
    public static int Figures => (3 * PauseModel.Bins) + PassingShares.Length + UseBelief.Count;

    // How much a visit counts beside a likelihood that is exactly true.
    private const double VisitTemper = 0.25;

    // The share of what is known that each pause, and each visit, makes forgotten.
    private const double PauseFading = 0.0175, VisitFading = 0.25;

    // A table in which the past fades never holds more.
    private const double MostPauses = 2 / PauseFading;

    // The most that one visit can say about the place.
    private const double LargestRatio = 1e4;

    // Shares of visits in which somebody only passes by, and what is known of them before anything was seen.
    private static readonly double[] PassingShares = [0.05, 0.2, 0.5, 0.85, 0.97];
    private static readonly double[] PassingPrior = [0.075, 0.113, 0.17, 0.257, 0.385];

    // Pauses by length: those that may have been anything, and those after somebody passed by, which were absences. Faded.
    private readonly double[] _pauses = new double[PauseModel.Bins], _absences = new double[PauseModel.Bins], _stays = new double[PauseModel.Bins];
    private readonly double[] _passing = [.. PassingPrior];
    private float[] _logs = []; // of a place with motion detectors only
    private readonly double[] _stayWeights = new double[PauseModel.StayShapes], _absenceWeights = new double[PauseModel.AbsenceShapes];
    private double _leaving;
    private bool _isSummed;

    /// <param name="tuning">The numbers that were chosen; null for <see cref="PresenceTuning.Chosen"/>.</param>
    public LearnedPlace(PresenceTuning? tuning = null)
    {
        Tuning = tuning ?? PresenceTuning.Chosen;
        Use = new UseBelief(Tuning.UsedAtFirst);
    }

    /// <summary>The numbers that it learns with, and that its place decides with.</summary>
    public PresenceTuning Tuning { get; }

    /// <summary>Whether people stay here at all.</summary>
    public UseBelief Use { get; }

    /// <summary>Grows with each pause and each visit.</summary>
    public long Lessons { get; private set; }

    /// <summary>The model of the place's detectors; null for a place without any.</summary>
    public PauseModel? Model { get; private set; }

    /// <summary>The expected share of visits in which somebody only passes by.</summary>
    public double PassingShare
    {
        get
        {
            var mean = 0.0;
            for (var i = 0; i < PassingShares.Length; i++) mean += PassingShares[i] * _passing[i];
            return mean;
        }
    }

    /// <summary>The expected share of pauses in which people leave.</summary>
    public double LeavingShare
    {
        get
        {
            Sum();
            return _leaving;
        }
    }

    /// <summary>From now on pauses are those that a model can see. What was learned with another delay is kept, as far as it can be seen.</summary>
    public void See(PauseModel model)
    {
        if (ReferenceEquals(Model, model)) return;
        Model = model;
        Weigh();
    }

    int ILearned.Figures => Figures;

    public void CopyTo(Span<double> into)
    {
        foreach (var table in Tables)
        {
            table.CopyTo(into);
            into = into[table.Length..];
        }

        Use.CopyTo(into);
    }

    public bool TryRestore(ReadOnlySpan<double> from)
    {
        if (from.Length != Figures) return false;
        foreach (var figure in from)
        {
            if (figure is not (>= 0 and <= MostPauses)) return false;
        }

        foreach (var table in Tables)
        {
            from[..table.Length].CopyTo(table);
            from = from[table.Length..];
        }

        if (_passing.Sum() is var sum and > 0)
        {
            for (var i = 0; i < _passing.Length; i++) _passing[i] /= sum;
        }
        else
        {
            PassingPrior.CopyTo(_passing, 0);
        }

        Use.Restore(from);
        if (Model is not null) Weigh();
        return true;
    }

    /// <summary>
    /// The probability that a pause within a stay has this class or is longer than its lower edge (<paramref name="isOver"/> false), and
    /// the same of a pause in which people leave, times the probabilities of both kinds of pauses.
    /// </summary>
    /// <param name="seconds">The length so far, or the whole length.</param>
    /// <param name="isOver">The pause has ended.</param>
    public (double Stay, double Absence) Chances(double seconds, bool isOver)
    {
        Sum();
        var (bin, part) = PauseModel.Place(seconds);
        var (lower, upper) = (Beyond(bin), Beyond(bin + 1));
        return isOver
            ? (lower.Stay - upper.Stay + 1e-12, lower.Absence - upper.Absence + 1e-12)
            : (lower.Stay + (part * (upper.Stay - lower.Stay)), lower.Absence + (part * (upper.Absence - lower.Absence)));
    }

    /// <summary>A pause ended. <paramref name="passedBy"/> is the probability that those who were seen before it only passed by, so that it was an absence.</summary>
    public void Pause(double seconds, double passedBy)
    {
        var bin = PauseModel.BinOf(seconds);
        Fade();
        (_pauses[bin], _absences[bin]) = (_pauses[bin] + 1 - passedBy, _absences[bin] + passedBy);
        Add(bin, 1 - passedBy, passedBy, 0);
    }

    /// <summary>A pause ended in which, as another sensor saw, nobody left.</summary>
    public void Stay(double seconds)
    {
        var bin = PauseModel.BinOf(seconds);
        Fade();
        _stays[bin]++;
        Add(bin, 0, 0, 1);
    }

    /// <summary>A visit ended.</summary>
    /// <param name="ratio">How much more likely it is of somebody who only passes by than of somebody who stays.</param>
    /// <param name="certainty">The probability that it ended.</param>
    public void Visit(double ratio, double certainty)
    {
        ratio = Math.Clamp(ratio, 1 / LargestRatio, LargestRatio);
        var sum = 0.0;
        for (var i = 0; i < PassingShares.Length; i++)
        {
            _passing[i] *= Math.Pow((PassingShares[i] * ratio) + 1 - PassingShares[i], certainty * VisitTemper);
            sum += _passing[i];
        }

        var fading = VisitFading * certainty;
        for (var i = 0; i < PassingShares.Length; i++) _passing[i] = (_passing[i] / sum * (1 - fading)) + (fading * PassingPrior[i]);
    }

    /// <summary>The weights of all candidates, in <paramref name="into"/>; their sum is 1.</summary>
    public void CopyWeights(Span<float> into)
    {
        TensorPrimitives.Subtract(_logs, TensorPrimitives.Max<float>(_logs), into);
        TensorPrimitives.Exp(into, into);
        TensorPrimitives.Divide(into, TensorPrimitives.Sum<float>(into), into);
    }

    /// <summary>Draws the share of visits in which somebody only passes by.</summary>
    /// <param name="chance">From 0 to 1.</param>
    public double DrawPassingShare(double chance)
    {
        var i = 0;
        while (i < PassingShares.Length - 1 && (chance -= _passing[i]) > 0) i++;
        return PassingShares[i];
    }

    private ReadOnlySpan<float> Prior => PauseModel.Prior(Tuning.TypicalPauseSeconds);

    private double[][] Tables => [_pauses, _absences, _stays, _passing];

    // From the tables, as far as the model can see them.
    private void Weigh()
    {
        _logs = Prior.ToArray();
        for (var bin = 0; bin < PauseModel.Bins; bin++)
        {
            if (PauseModel.EdgeOf(bin) < Model!.ShortestSeconds) continue;
            Add(bin, _pauses[bin], _absences[bin], _stays[bin]);
        }

        _isSummed = false;
    }

    private (double Stay, double Absence) Beyond(int bin)
    {
        return (TensorPrimitives.Dot(_stayWeights, Model!.StaysBeyond(bin)), TensorPrimitives.Dot(_absenceWeights, Model.AbsencesBeyond(bin)));
    }

    private void Fade()
    {
        Lessons++;
        foreach (var counts in (double[][])[_pauses, _absences, _stays]) TensorPrimitives.Multiply(counts, 1 - PauseFading, counts);
        TensorPrimitives.Lerp(_logs, Prior, (float)PauseFading, _logs);
    }

    private void Add(int bin, double either, double absence, double stay)
    {
        TensorPrimitives.MultiplyAdd(Model!.LogOfEither(bin), (float)(Tuning.PauseTemper * either), _logs, _logs);
        if (absence > 0 || stay > 0) AddKnown(Model.LogOfAbsence(bin), (float)(Tuning.PauseTemper * absence), Model.LogOfStay(bin), (float)(Tuning.PauseTemper * stay));
        _isSummed = false;
    }

    private void AddKnown(ReadOnlySpan<float> absences, float byAbsence, ReadOnlySpan<float> stays, float byStay)
    {
        for (var first = 0; first < _logs.Length; first += PauseModel.StayShapes)
        {
            var row = _logs.AsSpan(first, PauseModel.StayShapes);
            TensorPrimitives.Add(row, byAbsence * absences[PauseModel.AbsenceShapeOf(first)], row);
            if (byStay > 0) TensorPrimitives.MultiplyAdd(stays, byStay, row, row);
        }
    }

    // The weights of shapes, from those of candidates.
    private void Sum()
    {
        if (_isSummed) return;
        Span<float> weights = stackalloc float[PauseModel.Candidates];
        Span<float> leaving = stackalloc float[PauseModel.Candidates];
        Span<float> stays = stackalloc float[PauseModel.StayShapes];
        CopyWeights(weights);
        TensorPrimitives.Multiply(weights, Model!.LeavingShare, leaving);
        TensorPrimitives.Subtract(weights, leaving, weights);
        stays.Clear();
        Array.Clear(_absenceWeights);
        for (var first = 0; first < weights.Length; first += PauseModel.StayShapes)
        {
            TensorPrimitives.Add(stays, weights.Slice(first, PauseModel.StayShapes), stays);
            _absenceWeights[PauseModel.AbsenceShapeOf(first)] += TensorPrimitives.Sum<float>(leaving.Slice(first, PauseModel.StayShapes));
        }

        for (var i = 0; i < stays.Length; i++) _stayWeights[i] = stays[i];
        _leaving = TensorPrimitives.Sum<double>(_absenceWeights);
        _isSummed = true;
    }
}

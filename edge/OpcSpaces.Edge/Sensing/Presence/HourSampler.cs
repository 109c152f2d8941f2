namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Draws possible courses of an hour from the posterior probability and takes the mean and the percentiles of their occupied time. A
/// course draws whether the place is used, a candidate of <see cref="PauseModel"/> and a share of passers-by for all of it, because what is not known about a
/// place is unknown for all its pauses alike; then, from the last movement back to the first, whether people stayed in each pause
/// (forward filtering, backward sampling: Frühwirth-Schnatter 1994, https://doi.org/10.1111/j.1467-9892.1994.tb00184.x). Equal
/// observations give equal figures.
/// </summary>
internal sealed class HourSampler
{
    private const int Courses = 64;

    // Multiples of each are spread evenly over 0 to 1, and over the square together (the plastic number's powers).
    private const double Golden = 0.6180339887498949, Plastic = 0.7548776662466927;

    // Log odds that somebody is there while nobody stays at the place, as far as movement tells: other sensors may know better.
    private const double Unused = -4.6;

    // From these log odds of the other sensors on, somebody who moves does not pass by.
    private const double Seen = 2;

    private readonly List<HourLink> _links = [];
    private readonly List<Step> _steps = [];
    private readonly double[] _weights = new double[PauseModel.Candidates];
    private readonly double[] _begins = new double[3];
    private Random _random = new(0);

    /// <returns>The expected occupied time and its 10th and 90th percentile, in s.</returns>
    public (double Expected, double Low, double High) Of(HourWindow hour, LearnedPlace learned, PlaceObservations seen)
    {
        _random = new Random((int)(hour.FromMs / PlaceHours.HourMs));
        Prepare(hour, learned, seen);
        var (candidate, below) = (0, _weights[0]);
        Span<double> seconds = stackalloc double[Courses];
        for (var course = 0; course < Courses; course++)
        {
            // One candidate for each equal part of the weights.
            while (below < (course + 0.5) / Courses && candidate < PauseModel.Candidates - 1) below += _weights[++candidate];
            seconds[course] = _links.Count == 0 ? OfLevels(hour, hour.FromMs, hour.ToMs, 0, seen)
                : course * Plastic % 1 >= learned.Use.Used ? OfUnused(hour, seen)
                : OfCourse(hour, learned.Model!, candidate, learned.DrawPassingShare((course + 1) * Golden % 1), seen);
        }

        seconds.Sort();
        var sum = 0.0;
        foreach (var one in seconds) sum += one;
        return (sum / Courses, seconds[Courses / 10], seconds[Courses - 1 - (Courses / 10)]);
    }

    private void Prepare(HourWindow hour, LearnedPlace learned, PlaceObservations seen)
    {
        _links.Clear();
        if (learned.Model is not { } model) return;
        for (var i = 0; i < seen.Movements.Count; i++)
        {
            var next = i + 1 < seen.Movements.Count ? seen.Movements[i + 1].FromMs : long.MaxValue;
            _links.Add(HourLink.Of(seen.Movements[i], next, hour.NowMs, model.ShortestSeconds, seen.LevelAt(seen.Movements[i].FromMs) > Seen));
        }

        learned.CopyWeights(_weights);
    }

    private double OfUnused(HourWindow hour, PlaceObservations seen) =>
        seen.Levels.Exists(it => it.LogOdds > 0) ? OfLevels(hour, hour.FromMs, hour.ToMs, Unused, seen) : 0;

    private double OfCourse(HourWindow hour, PauseModel model, int candidate, double passing, PlaceObservations seen)
    {
        (_begins[0], _begins[1], _begins[2]) = (1 - passing, passing * (1 - VisitBelief.LongShare), passing * VisitBelief.LongShare);
        Filter(model, candidate, seen);
        var occupied = 0.0;
        VisitKind? kind = null;
        for (var i = _links.Count - 1; i >= 0; i--)
        {
            var movement = seen.Movements[i];
            var endMs = i + 1 < _links.Count ? Math.Min(seen.Movements[i + 1].FromMs, hour.NowMs) : hour.NowMs;
            if (movement.InterruptedMs > 0)
            {
                occupied += AfterInterruption(hour, model, candidate, movement, endMs, seen);
                (endMs, kind) = (movement.InterruptedMs, null);
            }

            occupied += Draw(_steps[i], hour, movement, endMs, ref kind, seen);
            if (kind == VisitKind.Stays) occupied += seen.KnownSeconds(hour, movement.FromMs, Math.Min(movement.ToMs, hour.NowMs));
        }

        return occupied;
    }

    // Draws whether the visit of a movement went on through the pause after it, and its kind. Before the call kind is that of the next
    // movement, null for none. Returns the occupied seconds of the pause.
    private double Draw(in Step step, HourWindow hour, in Movement movement, long endMs, ref VisitKind? kind, PlaceObservations seen)
    {
        // By the kind of the visit before the pause: it went on, or it ended.
        Span<double> wentOn = stackalloc double[3];
        Span<double> ended = stackalloc double[3];
        for (var i = 0; i < 3; i++)
        {
            wentOn[i] = kind is null || (int)kind == i ? step.Of(i) * step.GoesOn(i) : 0;
            ended[i] = step.Of(i) * step.Ends(i) * (kind is { } next ? _begins[(int)next] : 1);
        }

        var all = wentOn[0] + wentOn[1] + wentOn[2] + ended[0] + ended[1] + ended[2];
        var chance = _random.NextDouble();
        var occupied = OfLevels(hour, Math.Min(movement.ToMs, endMs), endMs, LogOdds(wentOn[0] / all), seen, chance);
        var left = chance * all;
        for (var i = 0; i < 6; i++)
        {
            left -= i < 3 ? wentOn[i] : ended[i - 3];
            kind = (VisitKind)(i % 3);
            if (left < 0) break;
        }

        return occupied;
    }

    // The probability of each kind of visit at each movement, from what was seen until then.
    private void Filter(PauseModel model, int candidate, PlaceObservations seen)
    {
        _steps.Clear();
        var leaving = model.LeavingShare[candidate];
        var (stays, brief, longer) = (_begins[0], _begins[1], _begins[2]);
        for (var i = 0; i < _links.Count; i++)
        {
            var link = _links[i];
            (brief, longer) = (brief * link.Moving.Brief, longer * link.Moving.Long);
            var sum = stays + brief + longer + 1e-300;
            var step = new Step { Stays = stays / sum, Brief = brief / sum, Long = longer / sum, Leaving = leaving, Link = link };
            (step.Stay, step.Absence) = Chances(model, candidate, link, seen.Movements[i].IsConfirmed);
            _steps.Add(step);
            var ended = (step.Of(0) * step.Ends(0)) + (step.Of(1) * step.Ends(1)) + (step.Of(2) * step.Ends(2));
            var wasInterrupted = seen.Movements[i].InterruptedMs > 0;
            stays = wasInterrupted ? _begins[0] : (step.Stays * step.GoesOn(0)) + (ended * _begins[0]);
            brief = wasInterrupted ? _begins[1] : (step.Brief * step.GoesOn(1)) + (ended * _begins[1]);
            longer = wasInterrupted ? _begins[2] : (step.Long * step.GoesOn(2)) + (ended * _begins[2]);
        }
    }

    private static (double Stay, double Absence) Chances(PauseModel model, int candidate, HourLink link, bool isConfirmed)
    {
        if (link.Bin < 0) return (1 / (1 - model.LeavingShare[candidate]), 0);
        if (isConfirmed) return (1, 1e-6);
        var (stay, absence) = (PauseModel.StayShapeOf(candidate), PauseModel.AbsenceShapeOf(candidate));
        var (stayBeyond, absenceBeyond) = (model.StaysBeyond(link.Bin)[stay], model.AbsencesBeyond(link.Bin)[absence]);
        return link.IsOpen
            ? (stayBeyond, absenceBeyond)
            : (stayBeyond - model.StaysBeyond(link.Bin + 1)[stay] + 1e-9, absenceBeyond - model.AbsencesBeyond(link.Bin + 1)[absence] + 1e-9);
    }

    // Nobody knows who was there when the pause began, except for a probability.
    private double AfterInterruption(HourWindow hour, PauseModel model, int candidate, in Movement movement, long endMs, PlaceObservations seen)
    {
        var seconds = (endMs - movement.InterruptedMs) / 1000.0;
        var (stay, absence) = seconds < model.ShortestSeconds
            ? (1, 1)
            : (model.StaysBeyond(PauseModel.BinOf(seconds))[PauseModel.StayShapeOf(candidate)], model.AbsencesBeyond(PauseModel.BinOf(seconds))[PauseModel.AbsenceShapeOf(candidate)]);
        var leaving = model.LeavingShare[candidate];
        var inside = movement.Inside * (1 - leaving) * stay;
        var outside = ((movement.Inside * leaving) + 1 - movement.Inside) * absence;
        return OfLevels(hour, movement.InterruptedMs, endMs, LogOdds(inside / (inside + outside)), seen);
    }

    // A span for which motion gives these log odds, while the levels of other sensors may change.
    private double OfLevels(HourWindow hour, long fromMs, long toMs, double logOdds, PlaceObservations seen, double? chance = null)
    {
        if (hour.Within(fromMs, toMs) == 0) return 0;
        var threshold = LogOdds(chance ?? _random.NextDouble());
        var sum = 0.0;
        for (var i = -1; i < seen.Levels.Count; i++)
        {
            var begin = i < 0 ? fromMs : Math.Max(fromMs, seen.Levels[i].AtMs);
            var end = i + 1 < seen.Levels.Count ? Math.Min(toMs, seen.Levels[i + 1].AtMs) : toMs;
            if (end > begin && logOdds + (i < 0 ? 0 : seen.Levels[i].LogOdds) > threshold) sum += seen.KnownSeconds(hour, begin, end);
        }

        return sum;
    }

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, 1e-12) / Math.Max(1 - probability, 1e-12));

    // One movement of a course and the pause after it.
    private struct Step
    {
        public double Stays, Brief, Long, Stay, Absence, Leaving;
        public HourLink Link;

        public readonly double Of(int kind) => kind switch { 0 => Stays, 1 => Brief, _ => Long };

        public readonly double GoesOn(int kind) => kind switch { 0 => (1 - Leaving) * Stay, 1 => Link.GoingOn.Brief, _ => Link.GoingOn.Long };

        public readonly double Ends(int kind) => kind == 0 ? Leaving * Absence : (1 - VisitBelief.GoesOn) * Absence;
    }
}

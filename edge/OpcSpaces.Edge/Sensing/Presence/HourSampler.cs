namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Draws possible courses of an hour from the posterior probability and takes the mean and the percentiles of their occupied time. A
/// course draws whether the place is used, a candidate of <see cref="PauseModel"/> and a share of passers-by for all of it, because what is not known about a
/// place is unknown for all its pauses alike; then, from the last movement back to the first, whether people stayed in each pause
/// (forward filtering, backward sampling: Frühwirth-Schnatter 1994, https://doi.org/10.1111/j.1467-9892.1994.tb00184.x). Where only
/// the levels of other sensors tell, people may come and go within the hour although no level changes. Equal observations give equal figures.
/// </summary>
internal sealed class HourSampler
{
    private const int Courses = 64;

    // Multiples of each are spread evenly over 0 to 1, and over the square together (the plastic number's powers).
    private const double Golden = 0.6180339887498949, Plastic = 0.7548776662466927;

    // The probability that somebody is there while nobody stays at the place, as far as movement tells: other sensors may know better.
    private const double Unused = 0.01;

    // The mean time for which somebody is there although the levels speak against it, or nobody although they speak for it. It is the mean
    // stay at the desks of the simulated building. In s.
    private const double AgainstLevelsSeconds = 3600;

    // A doubt that is smaller is about the sensor (a pad that is broken), and so about the whole hour, and not about people who come and go.
    private const double SmallDoubt = 0.1;

    // From these log odds of the other sensors on, somebody who moves does not pass by.
    private const double Seen = 2;

    private readonly List<Movement> _movements = [];
    private readonly List<HourLink> _links = [];
    private readonly List<Step> _steps = [];
    private readonly float[] _weights = new float[PauseModel.Candidates];
    private readonly double[] _begins = new double[3];
    private ulong _random; // the state of the course's generator
    private bool _hasLevels; // another sensor says something

    /// <returns>The expected occupied time and its 10th and 90th percentile, in s.</returns>
    public (double Expected, double Low, double High) Of(HourWindow hour, LearnedPlace learned, PlaceObservations seen)
    {
        Prepare(hour, learned, seen);
        var (next, candidate, below) = (0, 0, 0.0);
        Span<double> seconds = stackalloc double[Courses];
        for (var course = 0; course < Courses; course++)
        {
            // Of its own, so that what one course draws does not depend on the others.
            _random = ((ulong)(hour.FromMs / PlaceHours.HourMs) * Courses) + (ulong)course;
            // One candidate for each equal part of the weights.
            while (below < (course + 0.5) / Courses && next < PauseModel.Candidates) below += _weights[candidate = PauseModel.ByStayShape[next++]];
            seconds[course] = _links.Count == 0 ? OfLevelsAlone(hour, 0.5, seen)
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
        _movements.Clear();
        _hasLevels = seen.Levels.Exists(it => it.LogOdds != 0);
        if (learned.Model is not { } model) return;
        for (var i = 0; i < seen.Movements.Count; i++)
        {
            var movement = seen.Movements[i];
            var isSeen = _hasLevels && seen.LevelAt(movement.FromMs) > Seen;
            // A pause that is too short to mean anything joins two movements: all figures stay the same.
            for (; i + 1 < seen.Movements.Count && movement.JoinsIn(seen.Movements[i + 1], model.ShortestSeconds); i++)
            {
                isSeen |= _hasLevels && seen.LevelAt(seen.Movements[i + 1].FromMs) > Seen;
                movement = seen.Movements[i + 1] with { FromMs = movement.FromMs };
            }

            var next = i + 1 < seen.Movements.Count ? seen.Movements[i + 1].FromMs : long.MaxValue;
            _movements.Add(movement);
            _links.Add(HourLink.Of(movement, next, hour.NowMs, model.ShortestSeconds, isSeen));
        }

        learned.CopyWeights(_weights);
    }

    private double OfUnused(HourWindow hour, PlaceObservations seen) =>
        seen.Levels.Exists(it => it.LogOdds > 0) ? OfLevelsAlone(hour, Unused, seen) : 0;

    private double OfCourse(HourWindow hour, PauseModel model, int candidate, double passing, PlaceObservations seen)
    {
        (_begins[0], _begins[1], _begins[2]) = (1 - passing, passing * (1 - VisitBelief.LongShare), passing * VisitBelief.LongShare);
        Filter(model, candidate);
        var occupied = 0.0;
        VisitKind? kind = null;
        for (var i = _links.Count - 1; i >= 0; i--)
        {
            var movement = _movements[i];
            var endMs = i + 1 < _links.Count ? Math.Min(_movements[i + 1].FromMs, hour.NowMs) : hour.NowMs;
            if (endMs <= hour.FromMs) break; // the time before the hour does not matter
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
        var (stays, brief, longer) = kind switch
        {
            null => (step.StaysOn, step.BriefOn, step.LongOn),
            VisitKind.Stays => (step.StaysOn, 0, 0),
            VisitKind.PassesBriefly => (0, step.BriefOn, 0),
            _ => (0, 0, step.LongOn),
        };
        var begins = kind is { } next ? _begins[(int)next] : 1;
        var wentOn = stays + brief + longer;
        var all = wentOn + (begins * (step.StaysEnds + step.BriefEnds + step.LongEnds));
        var chance = Draw();
        var occupied = OfLevels(hour, Math.Min(movement.ToMs, endMs), endMs, stays / all, seen, chance);
        var left = chance * all;
        kind = left < wentOn ? KindAt(left, stays, brief) : KindAt((left - wentOn) / begins, step.StaysEnds, step.BriefEnds);
        return occupied;
    }

    private static VisitKind KindAt(double left, double stays, double brief) =>
        left < stays ? VisitKind.Stays : left < stays + brief ? VisitKind.PassesBriefly : VisitKind.PassesForLonger;

    // The probability of each kind of visit at each movement, from what was seen until then.
    private void Filter(PauseModel model, int candidate)
    {
        _steps.Clear();
        var leaving = model.LeavingShare[candidate];
        var (stays, brief, longer) = (_begins[0], _begins[1], _begins[2]);
        for (var i = 0; i < _links.Count; i++)
        {
            var link = _links[i];
            (brief, longer) = (brief * link.Moving.Brief, longer * link.Moving.Long);
            var sum = stays + brief + longer + 1e-300;
            var (stay, absence) = Chances(model, candidate, link, _movements[i].IsConfirmed);
            var passersEnd = (1 - VisitBelief.GoesOn) * absence / sum;
            var step = new Step(
                stays / sum * (1 - leaving) * stay, brief / sum * link.GoingOn.Brief, longer / sum * link.GoingOn.Long,
                stays / sum * leaving * absence, brief * passersEnd, longer * passersEnd);
            _steps.Add(step);
            var ended = step.StaysEnds + step.BriefEnds + step.LongEnds;
            var wasInterrupted = _movements[i].InterruptedMs > 0;
            stays = wasInterrupted ? _begins[0] : step.StaysOn + (ended * _begins[0]);
            brief = wasInterrupted ? _begins[1] : step.BriefOn + (ended * _begins[1]);
            longer = wasInterrupted ? _begins[2] : step.LongOn + (ended * _begins[2]);
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
        return OfLevels(hour, movement.InterruptedMs, endMs, inside / (inside + outside), seen);
    }

    // A span for which motion gives this probability, while the levels of other sensors may change.
    private double OfLevels(HourWindow hour, long fromMs, long toMs, double probability, PlaceObservations seen, double? drawn = null)
    {
        if (hour.Within(fromMs, toMs) == 0) return 0;
        var chance = drawn ?? Draw();
        if (!_hasLevels) return probability > chance ? seen.KnownSeconds(hour, fromMs, toMs) : 0;
        var (logOdds, threshold) = (LogOdds(probability), LogOdds(chance));
        var sum = 0.0;
        for (var i = -1; i < seen.Levels.Count; i++)
        {
            var begin = i < 0 ? fromMs : Math.Max(fromMs, seen.Levels[i].AtMs);
            var end = i + 1 < seen.Levels.Count ? Math.Min(toMs, seen.Levels[i + 1].AtMs) : toMs;
            if (end > begin && logOdds + (i < 0 ? 0 : seen.Levels[i].LogOdds) > threshold) sum += seen.KnownSeconds(hour, begin, end);
        }

        return sum;
    }

    // An hour of which no movement tells. The chance is drawn anew after spans of random length, which leaves the probability of each
    // moment as it is. The likelier state is drawn again and again, so the other one lasts as long as it should on average.
    private double OfLevelsAlone(HourWindow hour, double probability, PlaceObservations seen)
    {
        var occupied = 0.0;
        for (var fromMs = hour.FromMs; fromMs < hour.ToMs;)
        {
            var inside = 1 / (1 + Math.Exp(-LogOdds(probability) - seen.LevelAt(fromMs)));
            var chance = Draw();
            var spanMs = -Math.Log(1 - Draw()) * AgainstLevelsSeconds * 1000 * Math.Max(inside, 1 - inside);
            var toMs = Math.Min(inside, 1 - inside) < SmallDoubt ? hour.ToMs : Math.Min(hour.ToMs, fromMs + 1 + (long)spanMs);
            occupied += OfLevels(hour, fromMs, toMs, probability, seen, chance);
            fromMs = toMs;
        }

        return occupied;
    }

    // SplitMix64 (Steele, Lea and Flood 2014, https://doi.org/10.1145/2714064.2660195): the same on every machine and in every version.
    private double Draw()
    {
        var mixed = _random += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, 1e-12) / Math.Max(1 - probability, 1e-12));

    // One movement of a course and the pause after it: the probabilities of the three kinds of visits that went on, and that ended.
    private readonly record struct Step(double StaysOn, double BriefOn, double LongOn, double StaysEnds, double BriefEnds, double LongEnds);
}

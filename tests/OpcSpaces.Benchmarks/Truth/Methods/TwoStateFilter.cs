using System.Globalization;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>
/// The textbook method: a hidden Markov model with two states, empty and occupied, in steps of one row, decided by the forward
/// filter at even odds (Rabiner 1989, https://doi.org/10.1109/5.18626). Its parameters are counted. The end is dated back here too.
/// For recordings of motion with rows at regular times.
/// </summary>
/// <param name="Motion">Probability of motion in a row, when empty and when occupied.</param>
/// <param name="Change">Probability that somebody comes, and that the last one goes, from one row to the next.</param>
internal sealed record TwoStateFilter((double Empty, double Occupied) Motion, (double Come, double Go) Change) : IPresenceMethod
{
    public TwoStateFilter()
        : this((0.003, 0.6), (0.001, 0.003))
    {
    }

    public string Name => "two_state_filter";

    public IPresenceMethod Fit(RecordedRoom room)
    {
        // Counts begin at one, so that no probability is 0.
        double[] rows = [2, 2], moved = [1, 1], changed = [1, 1];
        foreach (var stretch in room.Stretches())
        {
            for (var i = 0; i < stretch.Rows.Count; i++)
            {
                var state = stretch.Rows[i].Occupied == true ? 1 : 0;
                rows[state]++;
                if (stretch.Rows[i].Values.Any(level => level > 0)) moved[state]++;
                if (i + 1 < stretch.Rows.Count && (stretch.Rows[i + 1].Occupied == true) != state > 0) changed[state]++;
            }
        }

        return new TwoStateFilter((moved[0] / rows[0], moved[1] / rows[1]), (changed[0] / rows[0], changed[1] / rows[1]));
    }

    public IReadOnlyList<ReportedState> Report(RecordedRoom stretch)
    {
        var reported = new List<ReportedState>();
        var (odds, last, occupied) = (0.5, stretch.Rows[0].AtMs, (bool?)null);
        var rowMs = stretch.Rhythm.RowMs ?? throw new ArgumentException("The filter needs rows at regular times.", nameof(stretch));
        for (var i = 0; i < stretch.Rows.Count; i++)
        {
            var motion = stretch.Rows[i].Values.Any(level => level > 0);
            odds = (odds * (1 - Change.Go)) + ((1 - odds) * Change.Come);
            var (here, empty) = motion ? (odds * Motion.Occupied, (1 - odds) * Motion.Empty) : (odds * (1 - Motion.Occupied), (1 - odds) * (1 - Motion.Empty));
            odds = here / (here + empty);
            // A row is known only at its end.
            var known = stretch.Rows[i].AtMs + (motion ? 0 : rowMs);
            if (motion) last = stretch.Rows[i].AtMs + rowMs;
            if (odds > 0.5 && occupied != true) reported.Add(new ReportedState(known, known, true));
            else if (odds < 0.5 && occupied != false) reported.Add(new ReportedState(known, Math.Min(known, last), false));
            else continue;
            occupied = odds > 0.5;
        }

        return reported;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"motion in {Motion.Empty:0.0 %} of empty and {Motion.Occupied:0 %} of occupied rows, somebody comes in {Change.Come:0.00 %}, the last goes in {Change.Go:0.00 %}");
}

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>Occupied from a motion until none was seen for a fixed time, as most lighting sensors do.</summary>
/// <param name="Seconds">The hold-off.</param>
/// <param name="TakesTailBack">Whether the end is dated back to the last motion.</param>
internal sealed record FixedHoldOff(int Seconds, bool TakesTailBack) : IPresenceMethod
{
    public string Name => TakesTailBack ? "tail_taken_back" : "hold_off";

    public IPresenceMethod Fit(RecordedRoom room) => Enumerable.Range(2, 80)
        .Select(step => this with { Seconds = step * 30 })
        .MaxBy(method => TruthScores.Of(room, method.Report).Settled.F1)!;

    public override string ToString() => $"{Seconds} s";

    public IReadOnlyList<ReportedState> Report(RecordedRoom stretch)
    {
        var reported = new List<ReportedState>();
        var (last, occupied) = (stretch.AtMs(0), (bool?)null);
        var holdOff = Seconds * 1000L;
        var isMotion = false;
        for (var i = 0; i <= stretch.People.Count; i++)
        {
            var at = i < stretch.People.Count ? stretch.AtMs(i) : stretch.AtMs(i - 1) + stretch.RowMs;
            if (!isMotion && occupied != false && at >= last + holdOff)
            {
                reported.Add(new ReportedState(last + holdOff, TakesTailBack ? last : last + holdOff, false));
                occupied = false;
            }

            var motion = i < stretch.People.Count && stretch.Motion.Rows[i].Levels.Any(high => high);
            if (isMotion && !motion) last = at;
            isMotion = motion;
            if (!motion || occupied == true) continue;
            reported.Add(new ReportedState(at, at, true));
            occupied = true;
        }

        return reported;
    }
}

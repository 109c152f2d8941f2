using System.Globalization;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// Do the numbers that were chosen hold where they were not chosen? For each recording in turn they are chosen anew on all others, by the
/// highest mean F1 over a small grid, and the recording is scored with them. So each row is scored with numbers that never saw it.
/// </summary>
/// <param name="Rows">One for each recording, in order.</param>
internal sealed record LeaveOneOut(IReadOnlyList<LeftOut> Rows)
{
    private static readonly double[] PauseSeconds = [30, 50, 85], Tempers = [0.2, 0.33, 0.55], Used = [0.6, 0.8, 0.95], Bridged = [0.08, 0.15, 0.25];

    /// <summary>Every combination, the chosen one first: of equal ones the first is taken.</summary>
    public static IReadOnlyList<PresenceTuning> Grid { get; } =
    [
        .. (from pause in PauseSeconds
            from temper in Tempers
            from used in Used
            from bridged in Bridged
            select new PresenceTuning { TypicalPauseSeconds = pause, PauseTemper = temper, UsedAtFirst = used, BridgedAbove = bridged })
        .OrderBy(tuning => tuning != PresenceTuning.Chosen),
    ];

    public double MeanF1 => Rows.Average(row => row.F1);

    public double ChosenMeanF1 => Rows.Average(row => row.ChosenF1);

    /// <summary>How many recordings leave the choice as it is.</summary>
    public int Unchanged => Rows.Count(row => row.Tuning == PresenceTuning.Chosen);

    /// <summary>At least two recordings.</summary>
    public static LeaveOneOut Of(IReadOnlyList<RecordedRoom> rooms, PlaySettings settings, CancellationToken stop = default)
    {
        var scores = Grid.AsParallel().AsOrdered().WithCancellation(stop)
            .Select(tuning => rooms.Select(room => SensedRecording.Of(room, settings, tuning).Scores.Settled.F1).ToArray()).ToList();
        return Of([.. rooms.Select(room => room.Name)], Grid, scores);
    }

    /// <param name="names">The recordings.</param>
    /// <param name="grid">The combinations, the chosen one first.</param>
    /// <param name="scores">For each combination the F1 of each recording.</param>
    public static LeaveOneOut Of(IReadOnlyList<string> names, IReadOnlyList<PresenceTuning> grid, IReadOnlyList<IReadOnlyList<double>> scores) => new(
        [.. names.Select((name, left) =>
        {
            var best = Enumerable.Range(0, grid.Count).MaxBy(it => Math.Round(scores[it].Where((_, other) => other != left).Sum(), 6));
            return new LeftOut(name, grid[best], scores[best][left], scores[0][left]);
        })]);

    public void AddTo(Dictionary<string, double> figures)
    {
        figures["left_out_mean_f1"] = Math.Round(MeanF1, 2);
        figures["left_out_chosen_mean_f1"] = Math.Round(ChosenMeanF1, 2);
        figures["left_out_worst_loss"] = Math.Round(Rows.Max(row => row.ChosenF1 - row.F1), 2);
        figures["left_out_unchanged"] = Unchanged;
    }

    public IEnumerable<string> Lines()
    {
        yield return $"each recording with the numbers that are best for all others, of {Grid.Count} combinations:";
        yield return "| recording left out | typical pause | temper | used at first | bridged above | F1 | F1 as it comes |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (var row in Rows)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Tuning.TypicalPauseSeconds:0} s | {row.Tuning.PauseTemper:0.00} | {row.Tuning.UsedAtFirst:0.00} | {row.Tuning.BridgedAbove:0.00} | {row.F1:0.0} | {row.ChosenF1:0.0} |");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"| mean | | | | | {MeanF1:0.0} | {ChosenMeanF1:0.0} |");
    }
}

/// <summary>One recording that was left out.</summary>
/// <param name="Name">The recording.</param>
/// <param name="Tuning">The numbers that are best for all others.</param>
/// <param name="F1">Its settled F1 with them.</param>
/// <param name="ChosenF1">Its settled F1 with the numbers of the agent.</param>
internal sealed record LeftOut(string Name, PresenceTuning Tuning, double F1, double ChosenF1);

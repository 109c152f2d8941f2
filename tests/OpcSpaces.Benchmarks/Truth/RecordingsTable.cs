using System.Globalization;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>The recordings of a run as a table, one line each, and then all together. Every score is F1 and bias in percent.</summary>
internal static class RecordingsTable
{
    private const string None = "–";

    private static readonly string[] Head =
        ["recording", "min", "occupied", "settled", "live", "rule", "rule live", "best", "best live", "best at", "− rule", "− best", "covered", "width", "constant", "hours"];

    public static IEnumerable<string> Lines(RecordingPool pool)
    {
        string[][] rows =
        [
            Head,
            .. pool.Recordings.SelectMany(Rows),
            Together("together, by occupied minutes", pool),
            ByRecording("mean of the recordings", pool),
        ];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => $"| {string.Join(" | ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |")
            .Select((line, number) => number == 0 ? $"{line}\n|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|" : line)
            .Concat(Legend);
    }

    private static string[] Legend =>
    [
        "settled: stays as they are stored in the end; live: as they were shown; rule: hold-off of five minutes with its tail taken back; best: the same with",
        "the best hold-off in hindsight, from 30 to 2,400 s; − rule, − best: settled F1 minus theirs, in points; covered: how many of the 80 % intervals of hours",
        "contain the truth; width, constant: mean width of these intervals, and of the expected time ± a constant that covers as many, in minutes; hours: how many",
        "were compared (skipped for another known time / not settled). Only hours count in which a sensor moved or somebody was there. In recordings without motion",
        "the rules take every active level as motion: a plug from 30 W on, and a door that moves. without: the agent, when it does not use these columns.",
    ];

    private static IEnumerable<string[]> Rows(RecordingResult recording) => recording.Without is { } without ? [Cells(recording), Cells(recording, without)] : [Cells(recording)];

    private static string[] Cells(RecordingResult recording, SensedRecording without) =>
    [
        $"  without {string.Join(", ", recording.WeakColumns)}", None, None, .. Scores(without.Scores), .. Enumerable.Repeat(None, 7), .. Intervals(without.Hours),
    ];

    private static string[] Cells(RecordingResult recording) =>
    [
        recording.Name, Number(recording.Edge.Settled.Minutes), Number(recording.OccupiedMinutes), .. Scores(recording.Edge), .. Scores(recording.Rule), .. Scores(recording.Best),
        $"{recording.BestSeconds} s", Points(recording.F1MinusRule), Points(recording.F1MinusHindsight), .. Intervals(recording.Hours),
    ];

    private static string[] Together(string name, RecordingPool pool) =>
    [
        name, Number(pool.Edge.Settled.Minutes), Number(pool.Recordings.Sum(recording => recording.OccupiedMinutes)), .. Scores(pool.Edge), .. Scores(pool.Rule), .. Scores(pool.Best),
        None, Points(pool.Edge.Settled.F1 - pool.Rule.Settled.F1), Points(pool.Edge.Settled.F1 - pool.Best.Settled.F1), .. Intervals(pool.Hours),
    ];

    // The mean size of the bias, so that recordings do not cancel out.
    private static string[] ByRecording(string name, RecordingPool pool)
    {
        string Mean(Func<RecordingResult, TruthScores> of) => string.Create(CultureInfo.InvariantCulture, $"{pool.MeanF1(of):0.0} ±{pool.MeanAbsoluteBiasPercent(of):0.0}");
        return
        [
            name, None, None, Mean(it => it.Edge), None, Mean(it => it.Rule), None, Mean(it => it.Best), None, None,
            Points(pool.Recordings.Average(it => it.F1MinusRule)), Points(pool.Recordings.Average(it => it.F1MinusHindsight)), None, None, None, None,
        ];
    }

    private static string[] Scores(TruthScores scores) => [Score(scores.Settled), Score(scores.Live)];

    // Without an occupied minute a bias has no base, so the wrong minutes are given.
    private static string Score(MinuteScore score) => score.Hits + score.Misses > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{score.F1:0.0} {score.BiasPercent:+0.0;−0.0;±0.0}")
        : string.Create(CultureInfo.InvariantCulture, $"{score.F1:0.0} {score.FalseAlarms:+0;−0;±0} min");

    private static string[] Intervals(HourScores hours)
    {
        var counted = string.Create(CultureInfo.InvariantCulture, $"{hours.Hours.Count} ({hours.Skipped}/{hours.Missing})");
        return hours.Hours.Count == 0
            ? ["no hours", None, None, counted]
            : [
                string.Create(CultureInfo.InvariantCulture, $"{hours.CoveragePercent:0} %"), string.Create(CultureInfo.InvariantCulture, $"{hours.WidthMinutes:0.0}"),
                string.Create(CultureInfo.InvariantCulture, $"{hours.ConstantWidthMinutes:0.0}"), counted,
            ];
    }

    private static string Points(double points) => string.Create(CultureInfo.InvariantCulture, $"{points:+0.0;−0.0;±0.0}");

    private static string Number(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:#,##0}");
}

using OpcSpaces.Benchmarks.Tests.Recordings;
using OpcSpaces.Benchmarks.Truth;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>Several recordings together, in figures and as a table.</summary>
public sealed class RecordingPoolTests : IDisposable
{
    private readonly RecordingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Minutes_are_added_up_and_recordings_are_averaged()
    {
        // 900 occupied minutes with F1 90 and +20 %, 10 with F1 50 and −50 % … the rule has the opposite.
        var (large, small) = (Scores(900, 180, 0), Scores(5, 0, 5));
        var pool = new RecordingPool([Result("large", large, Scores(800, 0, 100)), Result("small", small, Scores(10, 0, 0))]);
        var figures = new Dictionary<string, double>();

        pool.AddTo(figures);

        Assert.Equal(Math.Round(200.0 * 905 / (2 * 905 + 185), 2), figures["pooled_f1"]);
        Assert.Equal(Math.Round(100.0 * 175 / 910, 2), figures["pooled_bias_percent"]);
        Assert.Equal(Math.Round(200.0 * 810 / (2 * 810 + 100), 2), figures["rule_pooled_f1"]);
        Assert.Equal(Math.Round(-10_000.0 / 910, 2), figures["rule_pooled_bias_percent"]);
        Assert.Equal(Math.Round((large.Settled.F1 + small.Settled.F1) / 2, 2), figures["mean_f1"]);
        Assert.Equal((20 + 50) / 2.0, figures["mean_absolute_bias_percent"]);
        Assert.Equal(Math.Round(small.Settled.F1 - 100, 2), figures["worst_f1_minus_rule"]);
        Assert.Equal("small", pool.WorstBesideRule.Name);
        Assert.Equal("small", pool.WorstBesideHindsight?.Name);
        Assert.Equal((2, 910), (figures["recordings"], figures["occupied_minutes"]));
    }

    [Fact]
    public void An_empty_room_is_compared_with_the_rule_and_not_with_hindsight()
    {
        var pool = new RecordingPool([Result("empty", Scores(0, 3, 0), Scores(0, 0, 0))]);
        var figures = new Dictionary<string, double>();

        pool.AddTo(figures);

        Assert.Equal(-100, figures["worst_f1_minus_rule"]);
        Assert.Null(pool.WorstBesideHindsight);
        Assert.DoesNotContain("worst_f1_minus_hindsight", figures.Keys);
    }

    [Fact]
    public void Intervals_are_figures_when_there_are_hours()
    {
        var hours = new HourScores([new ScoredHour(3600, 100, 120, 60, 180), new ScoredHour(3600, 3000, 2000, 1900, 2100)], 1, 2);
        var (with, without) = (new Dictionary<string, double>(), new Dictionary<string, double>());

        new RecordingPool([Result("a", Scores(1, 0, 0), Scores(1, 0, 0)) with { Hours = hours }]).AddTo(with);
        new RecordingPool([Result("a", Scores(1, 0, 0), Scores(1, 0, 0))]).AddTo(without);

        Assert.Equal((50, 2.67, 0.67), (with["interval_coverage_percent"], with["interval_width_minutes"], with["constant_interval_width_minutes"]));
        Assert.Equal((2, 1, 2), (with["hours"], with["hours_skipped"], with["hours_missing"]));
        Assert.DoesNotContain("interval_coverage_percent", without.Keys);
    }

    [Fact]
    public void The_table_has_a_line_for_each_recording_and_for_all()
    {
        var pool = new RecordingPool([Result("office", Scores(80, 20, 0), Scores(100, 0, 0)), Result("empty", Scores(0, 3, 0), Scores(0, 0, 0))]);

        var lines = RecordingsTable.Lines(pool).ToList();

        var office = lines.Single(line => line.StartsWith("| office ", StringComparison.Ordinal)).Split('|').Select(cell => cell.Trim()).ToList();
        Assert.Equal(["office", "100", "80", "88.9 +25.0"], office[1..5]);
        Assert.Contains("no hours", office);
        // Without an occupied minute the false minutes are told instead of a share.
        Assert.Contains("| 0.0 +3 min |", lines.Single(line => line.StartsWith("| empty ", StringComparison.Ordinal)).Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(lines, line => line.StartsWith("| together, by occupied minutes ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("| mean of the recordings ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recording_is_scored_beside_the_rule_and_the_best_hold_off()
    {
        // Somebody stirs every six minutes for two hours: five minutes are too short.
        var room = _bench.Read("S1_PIR", [
            "09:00:00,0,0",
            .. Enumerable.Range(0, 21).SelectMany(stir => ((string[])[$"{At(stir * 6)}:00,1,1", $"{At(stir * 6)}:05,0,{(stir == 20 ? 0 : 1)}"])),
            "14:00:00,0,0"]);

        var result = RecordingResult.Of(room, new PlaySettings());

        Assert.Equal((room.Name, 120, 300), (result.Name, result.OccupiedMinutes, result.Edge.Settled.Minutes));
        Assert.True(result.Rule.Settled.F1 < 50);
        Assert.Equal((100, 360), (result.Best.Settled.F1, result.BestSeconds));
        Assert.Equal(result.Edge.Settled.F1 - result.Rule.Settled.F1, result.F1MinusRule);
    }

    private static string At(int minute) => FormattableString.Invariant($"{10 + (minute / 60):00}:{minute % 60:00}");

    private static RecordingResult Result(string name, TruthScores edge, TruthScores rule) => new(name, edge, HourScores.None, rule, 300, rule);

    private static TruthScores Scores(long hits, long falseAlarms, long misses)
    {
        var score = new MinuteScore(hits, falseAlarms, misses, hits + falseAlarms + misses);
        return new TruthScores(score, score, 0);
    }
}

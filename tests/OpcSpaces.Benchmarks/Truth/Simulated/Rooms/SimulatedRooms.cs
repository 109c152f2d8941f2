using System.Globalization;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>
/// Rooms that are drawn from wide ranges by a seed, four workdays and a Saturday each: the agent's sensing beside the five-minute rule
/// and beside the hold-off that is best for each room in hindsight.
/// </summary>
internal static class SimulatedRooms
{
    private const int Days = 5;

    private static readonly (string Name, Func<RoomResult, TruthScores> Scores)[] Methods =
        [("rooms", result => result.Agent), ("rooms_rule", result => result.Rule), ("rooms_hindsight", result => result.Hindsight)];

    private static readonly DateOnly Tuesday = new(2026, 3, 10);

    public static void Measure(RoomChoice choice, Dictionary<string, double> figures, TextWriter log)
    {
        var results = Play(choice.SeedOfRooms, choice.Rooms);
        log.WriteLine($"{choice.Rooms} rooms of {RoomRanges.Names.Count} kinds, {Days} days from {Tuesday:yyyy-MM-dd} on, seed {choice.SeedOfRooms} ({(choice.IsForJudging ? "for judging" : "for choosing")}): F1 and bias settled, F1 and bias live");
        foreach (var kind in results.GroupBy(result => result.Kind)) log.WriteLine(Row(kind.Key, [.. kind]));
        log.WriteLine(Row("all", results));
        var used = results.Where(result => result.IsUsed).ToList();
        if (used.Count > 0)
        {
            var (rule, hindsight) = (used.MinBy(result => result.MinusRule)!, used.MinBy(result => result.MinusHindsight)!);
            log.WriteLine($"  worst beside the five-minute rule: {Line(rule)}");
            log.WriteLine($"  worst beside the best hold-off: {Line(hindsight)}");
            figures["rooms_worst_f1_minus_rule"] = Math.Round(rule.MinusRule, 2);
            figures["rooms_worst_f1_minus_hindsight"] = Math.Round(hindsight.MinusHindsight, 2);
        }

        foreach (var (name, scores) in Methods)
        {
            Sum(results, scores).AddTo(figures, name);
            if (used.Count > 0) figures[$"{name}_mean_f1"] = Math.Round(used.Average(result => scores(result).Settled.F1), 2);
        }

        figures["rooms_seed"] = choice.SeedOfRooms;
        AddHours(HoursOf(results), figures);
    }

    /// <summary>Draws the rooms, plays their days and scores each.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rooms">The number of rooms.</param>
    /// <param name="weak">This sense of each room is evidence too; null for motion alone.</param>
    /// <param name="days">The number of days.</param>
    public static IReadOnlyList<RoomResult> Play(int seed, int rooms, WeakSense? weak = null, int days = Days)
    {
        var plan = RoomDraw.Draw(seed, rooms);
        MotionTape? tape = null;
        var week = SimulatedWeek.Live(plan, Tuesday, days, sensed => tape = new MotionTape(sensed, plan), weak);
        return
        [
            .. week.Places.Select(place => RoomResult.Of(place, plan.Kinds[place.Place.Zone, place.Place.Point]!.Name, tape!.MotionOf(place.Place, week.Watched.ToMs), week.Watched)),
        ];
    }

    private static void AddHours(HourScores hours, Dictionary<string, double> figures)
    {
        // An estimator that settles no hours has no coverage, not one of 0 %.
        if (hours.Hours.Count == 0) return;
        figures["rooms_interval_coverage_percent"] = Math.Round(hours.CoveragePercent, 2);
        figures["rooms_interval_width_minutes"] = Math.Round(hours.WidthMinutes, 2);
        figures["rooms_interval_constant_width_minutes"] = Math.Round(hours.ConstantWidthMinutes, 2);
    }

    private static string Row(string name, IReadOnlyList<RoomResult> results) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-14} {results.Count,3}  agent {Short(Sum(results, result => result.Agent))}  rule {Short(Sum(results, result => result.Rule))}  hindsight {Short(Sum(results, result => result.Hindsight))}  {Words(HoursOf(results))}");

    // Where nobody was there, F1 and bias say nothing.
    private static string Short(TruthScores scores) => scores.Settled.Hits + scores.Settled.Misses == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{FalseHours(scores.Settled):0.00} h a day, live {FalseHours(scores.Live):0.00} h")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{scores.Settled.F1,5:0.0} {scores.Settled.BiasPercent,6:+0.0;-0.0} %, live {scores.Live.F1,5:0.0} {scores.Live.BiasPercent,6:+0.0;-0.0} %");

    public static HourScores HoursOf(IEnumerable<RoomResult> results) => results.Aggregate(HourScores.None, (sum, result) => sum + result.Hours);

    private static string Words(HourScores hours) => hours.Hours.Count == 0
        ? "no hours settled"
        : string.Create(CultureInfo.InvariantCulture, $"{hours.CoveragePercent:0.0} % of {hours.Hours.Count} hours in their interval, {hours.WidthMinutes:0.0} min wide (constant: {hours.ConstantWidthMinutes:0.0})");

    private static double FalseHours(MinuteScore score) => 24.0 * score.FalseAlarms / Math.Max(1, score.Minutes);

    private static string Line(RoomResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Place.Zone} ({result.Kind}) {result.Agent.Settled.F1:0.0}, rule {result.Rule.Settled.F1:0.0}, best hold-off ({result.BestSeconds} s) {result.Hindsight.Settled.F1:0.0}");

    public static TruthScores Sum(IEnumerable<RoomResult> results, Func<RoomResult, TruthScores> scores) =>
        results.Aggregate(default(TruthScores), (sum, result) => sum + scores(result));
}

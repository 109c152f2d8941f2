using System.Globalization;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>The same rooms as <see cref="SimulatedRooms"/> without and with a weak sense of each as evidence: whether it helps, and where it harms most.</summary>
internal static class WeakSenses
{
    /// <summary>The name of its part on the command line, and of its figures.</summary>
    public static string PartOf(WeakSense sense) => sense switch { WeakSense.Air => "air", WeakSense.Light => "light", _ => "sound" };

    public static void Measure(WeakSense sense, RoomChoice choice, Dictionary<string, double> figures, TextWriter log)
    {
        List<RoomPair> pairs =
        [
            .. SimulatedRooms.Play(choice.SeedOfRooms, choice.Rooms).Zip(SimulatedRooms.Play(choice.SeedOfRooms, choice.Rooms, sense), (without, with) => new RoomPair(without, with)),
        ];
        var part = PartOf(sense);
        log.WriteLine($"{choice.Rooms} rooms without and with {part} as evidence, seed {choice.SeedOfRooms} ({(choice.IsForJudging ? "for judging" : "for choosing")}): F1, bias, hours in their interval and its width");
        foreach (var kind in pairs.GroupBy(pair => pair.Without.Kind)) log.WriteLine($"  {kind.Key,-14} {Line([.. kind])}");
        log.WriteLine($"  {"all",-14} {Line(pairs)}");
        var used = pairs.Where(pair => pair.Without.IsUsed).ToList();
        if (used.Count == 0) return;
        var (worst, best) = (used.MinBy(pair => pair.Gain)!, used.MaxBy(pair => pair.Gain)!);
        log.WriteLine($"  of {used.Count} used rooms {used.Count(pair => pair.Gain < -0.5)} lose more than half a point, and {used.Count(pair => pair.Gain > 0.5)} gain as much; worst: {Words(worst)}; best: {Words(best)}");
        figures[$"{part}_worst_f1_gain"] = Math.Round(worst.Gain, 2);
        figures[$"{part}_mean_f1_gain"] = Math.Round(used.Average(pair => pair.Gain), 2);
        Add($"rooms_without_{part}", pair => pair.Without);
        Add($"rooms_with_{part}", pair => pair.With);

        void Add(string name, Func<RoomPair, RoomResult> which)
        {
            var results = pairs.Select(which).ToList();
            SimulatedRooms.Sum(results, result => result.Agent).AddTo(figures, name);
            figures[$"{name}_coverage_percent"] = Math.Round(SimulatedRooms.HoursOf(results).CoveragePercent, 2);
            figures[$"{name}_expected_bias_percent"] = Math.Round(SimulatedRooms.HoursOf(results).ExpectedBiasPercent, 2);
        }
    }

    private static string Line(IReadOnlyList<RoomPair> pairs) => $"without {Short([.. pairs.Select(pair => pair.Without)])}   with {Short([.. pairs.Select(pair => pair.With)])}";

    private static string Short(IReadOnlyList<RoomResult> results)
    {
        var (scores, hours) = (SimulatedRooms.Sum(results, result => result.Agent).Settled, SimulatedRooms.HoursOf(results));
        return string.Create(CultureInfo.InvariantCulture, $"{scores.F1,5:0.0} {scores.BiasPercent,7:+0.0;-0.0} % {hours.CoveragePercent,5:0.0} % {hours.WidthMinutes,4:0.0} min, expected {hours.ExpectedBiasPercent,5:+0.0;-0.0} %");
    }

    private static string Words(RoomPair pair) => string.Create(
        CultureInfo.InvariantCulture, $"{pair.Without.Place.Zone} ({pair.Without.Kind}) {pair.Without.Agent.Settled.F1:0.0} → {pair.With.Agent.Settled.F1:0.0}");
}

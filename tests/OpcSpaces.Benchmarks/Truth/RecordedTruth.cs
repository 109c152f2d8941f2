using System.Globalization;
using OpcSpaces.Benchmarks.Truth.Methods;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// Each method on a recording, fitted on its first half of rows and scored on the second, and the reverse; both scores are
/// pooled. And the agent's estimator as it comes, on all of it, and the worst of it with one parameter halved or doubled.
/// </summary>
internal static class RecordedTruth
{
    public static Dictionary<string, double> Measure(RecordedRoom room, TextWriter log)
    {
        var figures = new Dictionary<string, double>();
        var half = room.People.Count / 2;
        RecordedRoom[] halves = [room.Part(0, half), room.Part(half, room.People.Count)];
        IPresenceMethod[] methods = [new EdgeEstimator(new PresenceConfig()), new FixedHoldOff(300, false), new FixedHoldOff(300, true), new TwoStateFilter()];
        foreach (var method in methods)
        {
            IPresenceMethod[] fitted = [method.Fit(halves[1]), method.Fit(halves[0])];
            log.WriteLine($"{method.Name}: {fitted[0]}, {fitted[1]}");
            Add(figures, method is EdgeEstimator ? "recorded" : $"recorded_{method.Name}", TruthScores.Of(halves[0], fitted[0].Tell) + TruthScores.Of(halves[1], fitted[1].Tell));
        }

        var scores = TruthScores.Of(room, methods[0].Tell);
        Add(figures, "recorded_default", scores);
        var octaves = EdgeOctaves.Of(new PresenceConfig()).Select(method => TruthScores.Of(room, method.Tell)).ToList();
        Add(figures, "recorded_worst_octave", octaves.MinBy(octave => octave.Settled.F1));
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scores.Settled.Minutes} minutes, {scores.Settled.Hits + scores.Settled.Misses} of them occupied; {scores.UnknownMs / 60_000.0:0.0} unknown after starts"));
        return figures;
    }

    private static void Add(Dictionary<string, double> figures, string name, TruthScores scores)
    {
        figures[$"{name}_f1"] = Math.Round(scores.Settled.F1, 2);
        figures[$"{name}_bias_percent"] = Math.Round(scores.Settled.BiasPercent, 2);
        figures[$"{name}_live_f1"] = Math.Round(scores.Live.F1, 2);
        figures[$"{name}_live_bias_percent"] = Math.Round(scores.Live.BiasPercent, 2);
    }
}

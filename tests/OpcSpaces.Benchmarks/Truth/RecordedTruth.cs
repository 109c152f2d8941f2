using System.Globalization;
using OpcSpaces.Benchmarks.Truth.Methods;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// Scores each method on a recording: fitted on the first half of the rows and scored on the second, and the reverse; both scores
/// are combined. Also scores the agent's estimator with its defaults on all rows, and its worst case with one parameter halved or
/// doubled.
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
            var both = TruthScores.Of(halves[0], fitted[0].Report) + TruthScores.Of(halves[1], fitted[1].Report);
            both.AddTo(figures, method is EdgeEstimator ? "recorded" : $"recorded_{method.Name}");
            log.WriteLine($"{method.Name}: {both}; fitted on the first half {fitted[1]}; on the second {fitted[0]}");
        }

        var scores = TruthScores.Of(room, methods[0].Report);
        scores.AddTo(figures, "recorded_default");
        var octaves = EdgeOctaves.Of(new PresenceConfig()).Select(method => TruthScores.Of(room, method.Report)).ToList();
        octaves.MinBy(octave => octave.Settled.F1).AddTo(figures, "recorded_worst_octave");
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scores.Settled.Minutes} minutes, {scores.Settled.Hits + scores.Settled.Misses} of them occupied; {scores.UnknownMs / 60_000.0:0.0} unknown after starts"));
        return figures;
    }
}

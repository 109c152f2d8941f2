using OpcSpaces.Benchmarks.Truth.Methods;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>Methods with parameters on one recording: each is fitted on one half of the rows and scored on the other, and the reverse; both scores are combined.</summary>
internal static class HalvesComparison
{
    private static readonly IPresenceMethod[] Methods = [FixedHoldOff.FiveMinutes with { TakesTailBack = false }, FixedHoldOff.FiveMinutes, new TwoStateFilter()];

    public static void Measure(RecordedRoom room, Dictionary<string, double> figures, TextWriter log)
    {
        var half = room.Rows.Count / 2;
        RecordedRoom[] halves = [room.Part(0, half), room.Part(half, room.Rows.Count)];
        foreach (var method in Methods)
        {
            IPresenceMethod[] fitted = [method.Fit(halves[1]), method.Fit(halves[0])];
            var both = TruthScores.Of(halves[0], fitted[0].Report) + TruthScores.Of(halves[1], fitted[1].Report);
            both.AddTo(figures, $"recorded_{method.Name}");
            log.WriteLine($"{room.Name}, {method.Name}: {both}; fitted on the first half {fitted[1]}; on the second {fitted[0]}");
        }
    }
}

using OpcSpaces.Benchmarks.Truth.Simulated;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// How true the word occupied is: minutes told rightly by the agent's own sensing, in virtual time, in a recorded room beside
/// other methods, and in a simulated building. A minute is occupied if at least 30 s of it are; gaps of the recording are left
/// out, and unknown counts as not said.
/// </summary>
internal sealed class TruthScenario(RecordingChoice choice) : IScenario
{
    public string Name => "truth";

    public string Measures => "presence told beside presence recorded and simulated, per minute, by the agent's sensing and other methods.";

    public Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop) =>
        Task.Run<IReadOnlyDictionary<string, double>>(() => Measure(log), stop);

    private Dictionary<string, double> Measure(TextWriter log)
    {
        var figures = RecordedTruth.Measure(RecordedRoom.Read(choice.File, choice.Columns), log);
        SimulatedTruth.Measure(figures, log);
        return figures;
    }
}

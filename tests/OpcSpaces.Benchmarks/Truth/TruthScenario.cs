namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// How true the word occupied is: minutes told rightly by the agent's own estimator, in virtual time, beside other methods. A
/// minute is occupied if at least 30 s of it are; gaps of the recording are left out, and unknown counts as not said.
/// </summary>
internal sealed class TruthScenario(RecordingChoice choice) : IScenario
{
    public string Name => "truth";

    public string Measures => "presence told beside presence recorded, per minute, by the agent's estimator and others.";

    public Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop) =>
        Task.Run<IReadOnlyDictionary<string, double>>(() => RecordedTruth.Measure(RecordedRoom.Read(choice.File, choice.Columns), log), stop);
}

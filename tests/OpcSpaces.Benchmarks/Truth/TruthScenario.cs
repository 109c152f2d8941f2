using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// How well presence is recognised: minutes that the agent's own sensing reports correctly, in virtual time, in a recorded room
/// compared with other methods, and in a simulated building. A minute is occupied if at least 30 s of it are; gaps of the recording
/// are ignored, and unknown counts as not occupied.
/// </summary>
internal sealed class TruthScenario(RecordingChoice choice, RoomChoice rooms) : IScenario
{
    public string Name => "truth";

    public string Measures => "Presence per minute as reported by the agent's sensing and by other methods, compared with a recording and a simulation.";

    public Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop) =>
        Task.Run<IReadOnlyDictionary<string, double>>(() => Measure(log), stop);

    private Dictionary<string, double> Measure(TextWriter log)
    {
        var figures = rooms.Part is null ? RecordedTruth.Measure(RecordedRoom.Read(choice.File, choice.Columns), log) : [];
        SimulatedTruth.Measure(rooms, figures, log);
        return figures;
    }
}

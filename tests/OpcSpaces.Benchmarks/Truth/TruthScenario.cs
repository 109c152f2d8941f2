using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;
using OpcSpaces.CommandLine;
using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// How well presence is recognised: minutes that the agent's own sensing reports correctly, in virtual time, in recorded rooms beside
/// simple rules, and in a simulated building. A minute is occupied if at least 30 s of it are; gaps of a recording and unknown truth
/// are ignored, and what is reported as unknown counts as not occupied. Recordings that are named are scored alone.
/// </summary>
internal sealed class TruthScenario(RecordingChoice choice, RoomChoice rooms) : IScenario
{
    private static readonly string IncludedRoom = Path.GetFileNameWithoutExtension(RecordedRoomFile.FullPath);

    public string Name => "truth";

    public string Measures => "Presence per minute as reported by the agent's sensing and by simple rules, compared with recordings and a simulation.";

    public Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop) =>
        Task.Run<IReadOnlyDictionary<string, double>>(() => Measure(log, stop), stop);

    private Dictionary<string, double> Measure(TextWriter log, CancellationToken stop)
    {
        var figures = new Dictionary<string, double>();
        if (choice.NamesRecordings || rooms.Part is null) MeasureRecordings(RecordingFiles.ReadAll(choice), figures, log, stop);
        if (!choice.NamesRecordings || choice.AlsoSimulated || rooms.Part is not null) SimulatedTruth.Measure(rooms, figures, log);
        return figures;
    }

    private void MeasureRecordings(IReadOnlyList<RecordedRoom> recordings, Dictionary<string, double> figures, TextWriter log, CancellationToken stop)
    {
        if (choice.LeavesOneOut && recordings.Count < 2) throw new CommandLineException("--leave-one-out needs at least two recordings: the numbers are chosen on the others");
        var results = new List<RecordingResult>();
        foreach (var room in recordings)
        {
            stop.ThrowIfCancellationRequested();
            log.WriteLine(Terminal.Printable(Describe(room)));
            results.Add(RecordingResult.Of(room, choice.Settings));
        }

        var pool = new RecordingPool(results);
        foreach (var line in RecordingsTable.Lines(pool)) log.WriteLine(line);
        log.WriteLine($"worst beside the rule: {Worst(pool.WorstBesideRule, result => result.F1MinusRule)}; worst beside the best hold-off, where somebody was there: {Worst(pool.WorstBesideHindsight, result => result.F1MinusHindsight)}");
        pool.AddTo(figures);
        if (choice.LeavesOneOut) LeaveOut(recordings, figures, log, stop);
        if (choice.NamesRecordings) return;
        results.Single(result => result.Name == IncludedRoom).Edge.AddTo(figures, "recorded");
        HalvesComparison.Measure(recordings.Single(room => room.Name == IncludedRoom), figures, log);
    }

    private void LeaveOut(IReadOnlyList<RecordedRoom> recordings, Dictionary<string, double> figures, TextWriter log, CancellationToken stop)
    {
        var left = LeaveOneOut.Of(recordings, choice.Settings, stop);
        foreach (var line in left.Lines()) log.WriteLine(Terminal.Printable(line));
        left.AddTo(figures);
    }

    private static string Worst(RecordingResult? result, Func<RecordingResult, double> points) =>
        result is null ? "none" : FormattableString.Invariant($"{result.Name} ({points(result):+0.0;−0.0;±0.0})");

    private static string Describe(RecordedRoom room)
    {
        var used = room.Columns.Select(column => column.Name).Except(room.WeakColumns);
        var rows = room.Rhythm.RowMs is { } ms ? FormattableString.Invariant($"a row every {ms / 1000.0:0.#} s") : "rows when something changes";
        return string.Join("; ", ((string[])
        [
            $"{room.Name}: {Terminal.Count(room.Rows.Count, "row")}, {rows}; uses {string.Join(", ", used)}",
            room.WeakColumns.Any() ? $"as weak evidence {string.Join(", ", room.WeakColumns)}" : "",
            room.Ignored.Count > 0 ? $"ignores {string.Join(", ", room.Ignored)}" : "",
        ]).Where(part => part.Length > 0));
    }
}

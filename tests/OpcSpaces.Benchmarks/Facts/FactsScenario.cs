using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

namespace OpcSpaces.Benchmarks.Facts;

/// <summary>
/// Usage records beside the truth: four weeks of a community of 120 desks in a time zone with summer time, whose real agents live through broken
/// sensors, lost power, lost links, a crash, a lost disk, an unset clock and wrong ones, and whose readings the real ingest journals. Every sum of every record is compared with a
/// plain calculation from the journal's readings, and the time of the desks with the building's ground truth.
/// </summary>
internal sealed class FactsScenario(RoomChoice choice) : IScenario
{
    public string Name => "facts";

    public string Measures => "Usage records of a simulated month with faults, compared with its readings and with what really happened.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var script = MonthScript.Month(choice.Seed);
        log.WriteLine($"{script.Plan.Desks} desks, {script.Plan.Gateways.Count} gateways, {script.Days} days from {script.First:yyyy-MM-dd} on, seed {script.Plan.Seed}");
        var month = await LivedMonth.LiveAsync(script, log, stop);
        var dates = FactsDates.Differences(month, out var compared, out var shortest);
        log.WriteLine($"{compared} places and dates in {TimeZones.Present}, the shortest with {shortest} hours");
        var figures = new FactsFigures(new FactsComparison(month), script.Broken, UndisturbedSensing.BiasPercent(script, script.Broken), dates);
        foreach (var line in figures.Lines()) log.WriteLine(line);
        return figures.ToDictionary();
    }
}

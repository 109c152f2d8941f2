using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>Alarms beside the faults that were scripted: four weeks of a community of 120 desks, in which each fault should raise its alarm once, and nothing else one.</summary>
internal sealed class AlarmsScenario(RoomChoice choice) : IScenario
{
    public string Name => "alarms";

    public string Measures => "Alarms of a simulated month with faults, compared with the faults.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var script = AlarmScripts.Month(choice.Seed);
        var plan = script.Month.Plan;
        log.WriteLine($"{plan.Desks} desks, {plan.Gateways.Count} gateways, {script.Month.Days} days from {script.Month.First:yyyy-MM-dd} on, seed {plan.Seed}");
        var month = await AlarmedMonth.LiveAsync(script, log, stop);
        var table = new AlarmTable(script, month);
        foreach (var line in table.Lines()) log.WriteLine(line);
        return new Dictionary<string, double>
        {
            ["expected"] = script.Expected.Count(expected => !expected.IsUncertain),
            ["raised"] = table.Raised,
            ["missing"] = table.Missing.Count,
            ["repeated"] = table.Repeated.Count,
            ["unexpected"] = table.Unexpected.Count,
            ["judgements"] = month.Judgements,
            ["judgement_ms"] = month.JudgementMs,
            ["city_judgement_ms"] = await AlarmedCity.MedianJudgementMsAsync(stop),
        };
    }
}

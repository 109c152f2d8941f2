using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.City;

/// <summary>
/// The whole city on a working morning in real time: the CPU of the simulation with its 1,500 agents, and of the cloud. One disk
/// cannot sync for 1,500 agents, so here outboxes survive a kill but no power cut; the journal survives both. No page is open. The
/// described city reports by exception and makes about 850 readings a second; a hundred more gateways, in a process that is not
/// counted, bring it to 1,400.
/// </summary>
internal sealed class CityScenario(RunLength length, BrokerChoice broker) : IScenario
{
    private const int DefaultSeconds = 60;
    private const int DefaultRounds = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public string Name => "city";

    public string Measures => "CPU of simulation and cloud with 1,500 gateways and 50,000 desks at real time.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("city");
        await using var spine = await Spine.StartAsync(broker.Kind, directory.File("cloud"));
        var started = Stopwatch.GetTimestamp();
        await using var simulation = SimulationProcess.Start(
            "run", directory.File("sim"), spine.BrokerPort, "--building", "city", "--start", "10:30", "--no-sync");
        await simulation.UntilAsync(
            line => line.Contains("gateways 1500/1500", StringComparison.Ordinal) && line.Contains(" · people ", StringComparison.Ordinal) && BacklogOf(line) < 1_500,
            Patience, "the whole city to be connected and at the present");
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"after {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {simulation.Progress}; simulation {simulation.ResidentBytes / 1e6:0} MB"));
        await using var more = SimulationProcess.Start("load", directory.File("more"), spine.BrokerPort, "--gateways", "100", "--rate", "7", "--no-sync");
        await more.UntilAsync(line => line.Contains("gateways 100/100", StringComparison.Ordinal), Patience, "the further gateways to be connected");
        await Task.Delay(Settling, TimeProvider.System, stop);

        var rounds = new Rounds();
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
            await MeasureAsync(simulation, spine, rounds, log, stop);
        rounds.Add("startup_s", Stopwatch.GetElapsedTime(started).TotalSeconds);
        rounds.Add("simulation_mb", simulation.ResidentBytes / 1e6);
        rounds.Add("cloud_mb", spine.Cloud.Process.ResidentBytes / 1e6);
        rounds.Add("trouble", await CloudProbe.TroubleAsync(spine.Cloud));
        return rounds.Medians();
    }

    private async Task MeasureAsync(
        SimulationProcess simulation, Spine spine, Rounds rounds, TextWriter log, CancellationToken stop)
    {
        var cloud = spine.Cloud;
        var (written, stamp) = (await CloudProbe.PointsWrittenAsync(cloud), Stopwatch.GetTimestamp());
        var (simCpu, cloudCpu, brokerCpu) = (simulation.CpuTime, cloud.Process.CpuTime, spine.BrokerCpu);
        await Task.Delay(TimeSpan.FromSeconds(length.Seconds ?? DefaultSeconds), TimeProvider.System, stop);
        var seconds = Stopwatch.GetElapsedTime(stamp).TotalSeconds;
        var (sim, ours, its) = ((simulation.CpuTime - simCpu) / seconds, (cloud.Process.CpuTime - cloudCpu) / seconds, (spine.BrokerCpu - brokerCpu) / seconds);
        var readings = (await CloudProbe.PointsWrittenAsync(cloud) - written) / seconds;
        rounds.Add("simulation_cores", sim.TotalSeconds);
        rounds.Add("cloud_cores", ours.TotalSeconds);
        rounds.Add("broker_cores", its.TotalSeconds);
        rounds.Add("readings_per_s", readings);
        rounds.Add("load_average", LoadAverage.OfLastMinute());
        simulation.ThrowIfEnded();
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{readings:#,##0} readings/s; cores: simulation {sim.TotalSeconds:0.00}, broker {its.TotalSeconds:0.00}, cloud {ours.TotalSeconds:0.000}; {simulation.Progress}; load {LoadAverage.OfLastMinute()}"));
    }

    private static long BacklogOf(string progress)
    {
        const string Word = "backlog ";
        var from = progress.IndexOf(Word, StringComparison.Ordinal);
        return from < 0 ? long.MaxValue : long.Parse(
            progress.AsSpan(from + Word.Length, progress.IndexOf(" batches", from, StringComparison.Ordinal) - from - Word.Length),
            NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Drain;

/// <summary>
/// Thirty gateways come back with a backlog of at least a million readings. Measured from the start of their agents until every
/// watermark is up to date, so that all readings are durable in the cloud's journal. In batches of 100 readings, and of 10
/// (telemetry of half a minute, as disconnected gateways collect it). A new cloud and new gateways in every round; with the
/// embedded store.
/// </summary>
internal sealed class DrainScenario(RunLength length) : IScenario
{
    private const int Gateways = 30;
    private const int Readings = 1_000_000;
    private const int DefaultRounds = 3;

    public string Name => "drain";

    public string Measures => "Seconds until a backlog of a million readings on 30 gateways is committed.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var rounds = new Rounds();
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
        {
            foreach (var (perBatch, suffix) in ((int, string)[])[(100, ""), (10, "_at_10")])
            {
                stop.ThrowIfCancellationRequested();
                await MeasureAsync(perBatch, suffix, rounds, log);
            }
        }
        return rounds.Medians();
    }

    private static async Task MeasureAsync(int perBatch, string suffix, Rounds rounds, TextWriter log)
    {
        using var directory = new TemporaryDirectory("drain");
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await CloudServer.StartAsync(directory.File("cloud"), $"{broker.Host}:{broker.Port}");
        await using var agents = AgentsProcess.Start(directory.File("gateways"), broker.Port, Gateways);
        var readings = (await agents.AskAsync("fill", Readings, perBatch))[0];
        var (agentCpu, cloudCpu) = (agents.CpuTime, cloud.Process.CpuTime);
        var drained = await agents.AskAsync("drain");
        var (agent, ours) = ((agents.CpuTime - agentCpu).TotalSeconds, (cloud.Process.CpuTime - cloudCpu).TotalSeconds);
        rounds.Add($"seconds{suffix}", drained[0]);
        rounds.Add($"readings{suffix}", readings);
        rounds.Add($"readings_per_s{suffix}", readings / drained[0]);
        rounds.Add("load_average", LoadAverage.OfLastMinute());
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{readings:#,##0} readings in {drained[1]:#,##0} batches: level after {drained[0]:0.00} s; CPU s: agents {agent:0.00}, cloud {ours:0.00}; go-backs {drained[2]}, load {LoadAverage.OfLastMinute()}"));
    }
}

using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>
/// The whole way of a reading at full rate: the outboxes of eight real gateways (synced at every commit), Mosquitto,
/// the cloud's journal (synced before the watermark), series store. Each round first measures the store alone with the
/// same kind of readings, then the whole way; figures are medians. A measurement ends when the last reading is in the store.
/// <para>
/// <b>CPU</b>, per million readings. With InfluxDB: the agents' process and the cloud's process, without broker and influxd.
/// <c>cpu_ratio</c> divides by what influxd itself uses when it is alone. With the embedded store, which works inside the cloud:
/// the same two processes less what the bare insert of as many rows uses in this process; the ratio divides by that insert.
/// </para>
/// </summary>
internal sealed class IngestScenario(RunLength length) : IScenario
{
    private const int DefaultRounds = 3;
    private const int DefaultSeconds = 3;

    // About what the reference machine does in a second; only the length of a measurement depends on it.
    private static readonly (int PerBatch, int ReadingsPerSecond, string Suffix)[] Sizes = [(100, 250_000, ""), (10, 120_000, "_at_10"), (1, 25_000, "_at_1")];

    public string Name => "ingest";

    public string Measures => "Readings per second and CPU from the gateways' outboxes to InfluxDB and to the embedded store, compared with each store alone.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var rounds = new Rounds();
        var prepared = PreparedRows.Make(
            Sizes[0].ReadingsPerSecond * Seconds, PipelineUnderLoad.Gateways, TimeProvider.System.GetUtcNow().AddHours(-20).ToUnixTimeMilliseconds());
        await using (var influx = await InfluxServer.StartAsync("opcspaces"))
        {
            using var bare = new BareInflux(influx, prepared);
            await bare.RunAsync(stop);
            await using var spine = await PipelineUnderLoad.StartAsync(influx);
            await MeasureAsync(spine, "influx", () => bare.RunAsync(stop), rounds, log, stop);
        }
        await using (var spine = await PipelineUnderLoad.StartAsync(influx: null))
        {
            BareSqlite.Run(prepared.Rows);
            await MeasureAsync(spine, "embedded", () => Task.Run(() => BareSqlite.Run(prepared.Rows), stop), rounds, log, stop);
        }
        return Report(rounds);
    }

    private int Seconds => length.Seconds ?? DefaultSeconds;

    private async Task MeasureAsync(
        PipelineUnderLoad spine, string store, Func<Task<BareCost>> runBare, Rounds rounds, TextWriter log, CancellationToken stop)
    {
        foreach (var (perBatch, perSecond, suffix) in Sizes)
        {
            // Warm-up, until the code is fully compiled.
            await spine.RunAsync(perSecond * 3, perBatch);
            await spine.RunAsync(perSecond, perBatch);
            for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
            {
                stop.ThrowIfCancellationRequested();
                var bare = await runBare();
                var ours = await spine.RunAsync(perSecond * Seconds, perBatch);
                Keep(rounds, store, suffix, bare, ours);
                log.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{store} at {perBatch}, round {round}: {ours.ReadingsPerSecond:#,##0}/s, alone {bare.ReadingsPerSecond:#,##0}/s; CPU s per million: agents {ours.AgentCpuPerMillion:0.00}, cloud {ours.CloudCpuPerMillion:0.00}, store alone {bare.CpuSecondsPerMillion:0.00}; go-backs {ours.GoBacks}, load {LoadAverage.OfLastMinute()}"));
            }
        }
        if (await spine.TroubleAsync() is > 0 and var trouble)
            throw new InvalidOperationException($"{trouble} dead letters or failures with {store}: what was measured is not the way of good readings.");
    }

    private static void Keep(Rounds rounds, string store, string suffix, BareCost bare, PipelineCost ours)
    {
        var own = store == "influx" ? ours.CpuPerMillion : ours.CpuPerMillion - bare.CpuSecondsPerMillion;
        rounds.Add($"{store}_readings_per_s{suffix}", ours.ReadingsPerSecond);
        rounds.Add($"{store}_ratio{suffix}", ours.ReadingsPerSecond / bare.ReadingsPerSecond);
        rounds.Add($"{store}_cpu_s_per_million{suffix}", own);
        rounds.Add($"{store}_cpu_ratio{suffix}", own / bare.CpuSecondsPerMillion);
        rounds.Add($"{store}_agent_cpu_s_per_million{suffix}", ours.AgentCpuPerMillion);
        rounds.Add($"bare_{store}_readings_per_s", bare.ReadingsPerSecond);
        rounds.Add($"bare_{store}_cpu_s_per_million", bare.CpuSecondsPerMillion);
        rounds.Add("load_average", LoadAverage.OfLastMinute());
    }

    // The main figures, with InfluxDB, come first.
    private static Dictionary<string, double> Report(Rounds rounds)
    {
        var figures = new Dictionary<string, double>();
        foreach (var (_, _, suffix) in Sizes)
        {
            figures[$"readings_per_s{suffix}"] = Math.Round(rounds.Median($"influx_readings_per_s{suffix}"));
            figures[$"influx_ratio{suffix}"] = Math.Round(rounds.Median($"influx_ratio{suffix}"), 3);
            figures[$"embedded_ratio{suffix}"] = Math.Round(rounds.Median($"embedded_ratio{suffix}"), 3);
            figures[$"cpu_s_per_million{suffix}"] = Math.Round(rounds.Median($"influx_cpu_s_per_million{suffix}"), 3);
            figures[$"cpu_ratio{suffix}"] = Math.Round(rounds.Median($"influx_cpu_ratio{suffix}"), 3);
        }
        foreach (var (name, value) in rounds.Medians())
            figures.TryAdd(name, Math.Round(value, 3));
        return figures;
    }
}

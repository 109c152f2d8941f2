using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Backfill;

/// <summary>
/// The first start of <c>cloud/run</c>: thirty days of the community of 10,000 m², from the start of the simulator's process until
/// every reading is in the embedded series store and the simulation has reached real time. Simulated people, real agents with
/// synced outboxes, a real broker, and the cloud as a process; all new in every round.
/// </summary>
internal sealed class BackfillScenario(RunLength length) : IScenario
{
    private const string Days = "30";
    private const int DefaultRounds = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public string Name => "backfill";

    public string Measures => "Seconds until thirty days of the community of 10,000 m² are in the embedded store.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var rounds = new Rounds();
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
            await MeasureAsync(rounds, log, stop);
        return rounds.Medians();
    }

    private static async Task MeasureAsync(Rounds rounds, TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("backfill");
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await CloudServer.StartAsync(directory.File("cloud"), $"{broker.Host}:{broker.Port}");
        var (started, cloudCpu) = (Stopwatch.GetTimestamp(), cloud.Process.CpuTime);
        await using var simulation = SimulationProcess.Start("run", directory.File("sim"), broker.Port, "--days", Days);
        var readings = await UntilPresentAsync(cloud, simulation, log, started, stop);

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var trouble = await CloudProbe.TroubleAsync(cloud);
        rounds.Add("seconds", seconds);
        rounds.Add("readings", readings);
        rounds.Add("readings_per_s", readings / seconds);
        rounds.Add("simulation_cpu_s", simulation.CpuTime.TotalSeconds);
        rounds.Add("cloud_cpu_s", (cloud.Process.CpuTime - cloudCpu).TotalSeconds);
        rounds.Add("simulation_mb", simulation.ResidentBytes / 1e6);
        rounds.Add("cloud_mb", cloud.Process.ResidentBytes / 1e6);
        rounds.Add("disk_mb", Directory.EnumerateFiles(directory.FullPath, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1e6);
        rounds.Add("trouble", trouble);
        rounds.Add("load_average", LoadAverage.OfLastMinute());
    }

    private static async Task<long> UntilPresentAsync(CloudServer cloud, SimulationProcess simulation, TextWriter log, long started, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        var reportedAt = started;
        var hasLoaded = false;
        while (await timer.WaitForNextTickAsync(stop))
        {
            simulation.ThrowIfEnded();
            var line = await cloud.Client.GetStringAsync("api/v1/status/line", stop);
            if (Stopwatch.GetElapsedTime(reportedAt) > TimeSpan.FromSeconds(5))
            {
                reportedAt = Stopwatch.GetTimestamp();
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {line.TrimEnd()}"));
            }
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"The present was not reached within {Patience}: {line}");
            hasLoaded |= StatusLine.IsLoadingHistory(line);
            // The first readings are there before the cloud has seen that they are of the past.
            if (StatusLine.IsLoadingHistory(line) || !hasLoaded)
                continue;
            await CloudProbe.WaitUntilSeriesIsLevelAsync(cloud);
            return await CloudProbe.PointsWrittenAsync(cloud);
        }
        throw new OperationCanceledException(stop);
    }
}

using System.Globalization;
using System.IO.MemoryMappedFiles;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Latency;

/// <summary>
/// The time from a pin change at one of 1,500 real gateways to the event at an HTTP client of the live stream, while the whole city
/// makes at least 1,400 readings a second. Every pin change is measured; if one event is missing, the run fails. Gateways, broker,
/// cloud and client share the machine.
/// </summary>
internal sealed class LatencyScenario(RunLength length) : IScenario
{
    private const int Gateways = 1_500;
    private const double TriggersPerSecond = 750; // each makes two readings
    private const int DefaultSeconds = 20;
    private const int DefaultRounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "latency";

    public string Measures => "Milliseconds from a pin change to the event at an HTTP client, with 1,500 gateways.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("latency");
        using var stamps = MemoryMappedFile.CreateFromFile(
            directory.File("stamps"), FileMode.CreateNew, null, Gateways * CityLoad.DesksPerGateway * sizeof(long));
        using var view = stamps.CreateViewAccessor();
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await CloudServer.StartAsync(directory.File("cloud"), $"{broker.Host}:{broker.Port}");
        await using var agents = AgentsProcess.Start(directory.File("gateways"), broker.Port, Gateways, directory.File("stamps"));
        await agents.AskAsync("city");
        log.WriteLine($"{Gateways} gateways in session, {agents.ResidentBytes / 1e6:0} MB");

        var listener = new LiveListener(cloud.Client, view, Desks());
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listening = listener.RunAsync(leave.Token);
        await Eventually.ThatAsync(() => listener.Events > 0 || listening.IsCompleted, Patience, "the first event");
        await agents.AskAsync("trigger", TriggersPerSecond, 5);
        await WaitUntilAllSeenAsync(view);
        _ = listener.Take();

        var rounds = new Rounds();
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
            await MeasureAsync(agents, cloud, listener, view, rounds, log);
        await leave.CancelAsync();
        await listening.ContinueWith(_ => { }, TaskScheduler.Default);
        return rounds.Medians();
    }

    private static Dictionary<string, int> Desks() => (
        from gateway in Enumerable.Range(0, Gateways)
        from desk in Enumerable.Range(0, CityLoad.DesksPerGateway)
        select (gateway, desk)).ToDictionary(at => CityLoad.DeskKey(at.gateway, at.desk), at => (at.gateway * CityLoad.DesksPerGateway) + at.desk);

    private static Task WaitUntilAllSeenAsync(MemoryMappedViewAccessor view) =>
        Eventually.EqualAsync(0, () => Unseen(view), Patience, "an event for every pin change");

    private static int Unseen(MemoryMappedViewAccessor view)
    {
        var unseen = 0;
        for (var desk = 0; desk < Gateways * CityLoad.DesksPerGateway; desk++)
            unseen += view.ReadInt64(desk * (long)sizeof(long)) == 0 ? 0 : 1;
        return unseen;
    }

    private async Task MeasureAsync(
        AgentsProcess agents, CloudServer cloud, LiveListener listener, MemoryMappedViewAccessor view, Rounds rounds, TextWriter log)
    {
        var (agentCpu, cloudCpu) = (agents.CpuTime, cloud.Process.CpuTime);
        var offered = await agents.AskAsync("trigger", TriggersPerSecond, length.Seconds ?? DefaultSeconds);
        await WaitUntilAllSeenAsync(view);
        var latencies = listener.Take().Order().ToList();
        rounds.Add("p50_ms", Percentile(latencies, 0.5));
        rounds.Add("p99_ms", Percentile(latencies, 0.99));
        rounds.Add("max_ms", latencies[^1]);
        rounds.Add("offered_readings_per_s", offered[1] / offered[0]);
        rounds.Add("agents_cpu_percent", (agents.CpuTime - agentCpu).TotalSeconds / offered[0] * 100);
        rounds.Add("cloud_cpu_percent", (cloud.Process.CpuTime - cloudCpu).TotalSeconds / offered[0] * 100);
        rounds.Add("load_average", LoadAverage.OfLastMinute());
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{latencies.Count:#,##0} pin changes: p50 {Percentile(latencies, 0.5):0} ms, p99 {Percentile(latencies, 0.99):0} ms, max {latencies[^1]:0} ms at {offered[1] / offered[0]:#,##0} readings/s; CPU: agents {(agents.CpuTime - agentCpu).TotalSeconds / offered[0]:0%}, cloud {(cloud.Process.CpuTime - cloudCpu).TotalSeconds / offered[0]:0%}; load {LoadAverage.OfLastMinute()}"));
    }

    private static double Percentile(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}

using System.Globalization;
using System.IO.MemoryMappedFiles;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Latency;

/// <summary>
/// Real gateways of which each sends one message a second, the cloud with its broker, and an HTTP client of the live stream, all on this
/// machine. Every pin change is measured; if one event is missing, the run fails.
/// </summary>
internal sealed class LatencyTrial : IAsyncDisposable
{
    private const double TriggersPerGateway = 0.5; // a second; each makes two readings
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _gateways;
    private readonly MemoryMappedFile _stamps;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Spine _spine;
    private readonly AgentsProcess _agents;
    private readonly LiveListener _listener;
    private readonly CancellationTokenSource _leave = new();
    private readonly Task _listening;

    private LatencyTrial(int gateways, MemoryMappedFile stamps, Spine spine, AgentsProcess agents)
    {
        (_gateways, _stamps, _spine, _agents) = (gateways, stamps, spine, agents);
        _view = stamps.CreateViewAccessor();
        _listener = new LiveListener(spine.Cloud.Client, _view, Desks(gateways));
        _listening = _listener.RunAsync(_leave.Token);
    }

    /// <summary>Starts everything, and warms it up.</summary>
    public static async Task<LatencyTrial> StartAsync(TemporaryDirectory directory, BrokerKind broker, int gateways, TextWriter log, params IEnumerable<string> cloudArguments)
    {
        var file = directory.File($"stamps-{broker}-{gateways}");
        var stamps = MemoryMappedFile.CreateFromFile(file, FileMode.CreateNew, null, gateways * CityLoad.DesksPerGateway * sizeof(long));
        var spine = await Spine.StartAsync(broker, directory.File($"cloud-{broker}-{gateways}"), cloudArguments);
        var agents = AgentsProcess.Start(directory.File($"gateways-{broker}-{gateways}"), spine.BrokerPort, gateways, file);
        await agents.AskAsync("city");
        log.WriteLine($"{gateways} gateways in session at {broker}, {agents.ResidentBytes / 1e6:0} MB");
        var trial = new LatencyTrial(gateways, stamps, spine, agents);
        await Eventually.ThatAsync(() => trial._listener.Events > 0 || trial._listening.IsCompleted, Patience, "the first event");
        await agents.AskAsync("trigger", trial.TriggersPerSecond, 5);
        await trial.UntilAllSeenAsync();
        _ = trial._listener.Take();
        return trial;
    }

    public CloudServer Cloud => _spine.Cloud;

    private double TriggersPerSecond => TriggersPerGateway * _gateways;

    /// <summary>Measures once.</summary>
    /// <param name="rounds">Gets the figures.</param>
    /// <param name="prefix">Of their names.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="log">Gets a line.</param>
    public async Task MeasureAsync(Rounds rounds, string prefix, int seconds, TextWriter log)
    {
        var (agentCpu, cloudCpu, brokerCpu) = (_agents.CpuTime, _spine.Cloud.Process.CpuTime, _spine.BrokerCpu);
        var offered = await _agents.AskAsync("trigger", TriggersPerSecond, seconds);
        await UntilAllSeenAsync();
        var latencies = _listener.Take().Order().ToList();
        rounds.Add($"{prefix}p50_ms", Percentile(latencies, 0.5));
        rounds.Add($"{prefix}p99_ms", Percentile(latencies, 0.99));
        rounds.Add($"{prefix}max_ms", latencies[^1]);
        rounds.Add($"{prefix}offered_readings_per_s", offered[1] / offered[0]);
        rounds.Add($"{prefix}agents_cpu_percent", (_agents.CpuTime - agentCpu).TotalSeconds / offered[0] * 100);
        rounds.Add($"{prefix}cloud_cpu_percent", (_spine.Cloud.Process.CpuTime - cloudCpu).TotalSeconds / offered[0] * 100);
        rounds.Add($"{prefix}broker_cpu_percent", (_spine.BrokerCpu - brokerCpu).TotalSeconds / offered[0] * 100);
        rounds.Add($"{prefix}cloud_mb", _spine.Cloud.Process.ResidentBytes / 1e6);
        rounds.Add($"{prefix}broker_mb", _spine.BrokerBytes / 1e6);
        rounds.Add($"{prefix}load_average", LoadAverage.OfLastMinute());
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix}{latencies.Count:#,##0} pin changes: p50 {Percentile(latencies, 0.5):0} ms, p99 {Percentile(latencies, 0.99):0} ms, max {latencies[^1]:0} ms at {offered[1] / offered[0]:#,##0} readings/s; CPU: agents {(_agents.CpuTime - agentCpu).TotalSeconds / offered[0]:0%}, cloud {(_spine.Cloud.Process.CpuTime - cloudCpu).TotalSeconds / offered[0]:0.0%}, broker {(_spine.BrokerCpu - brokerCpu).TotalSeconds / offered[0]:0.0%}; cloud {_spine.Cloud.Process.ResidentBytes / 1e6:0} MB; load {LoadAverage.OfLastMinute()}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _leave.CancelAsync();
        await _listening.ContinueWith(_ => { }, TaskScheduler.Default);
        await _agents.DisposeAsync();
        await _spine.DisposeAsync();
        _view.Dispose();
        _stamps.Dispose();
        _leave.Dispose();
    }

    private static Dictionary<string, int> Desks(int gateways) => (
        from gateway in Enumerable.Range(0, gateways)
        from desk in Enumerable.Range(0, CityLoad.DesksPerGateway)
        select (gateway, desk)).ToDictionary(at => CityLoad.DeskKey(at.gateway, at.desk), at => (at.gateway * CityLoad.DesksPerGateway) + at.desk);

    private async Task UntilAllSeenAsync()
    {
        await Eventually.ThatAsync(() => _listening.IsCompleted || Unseen() == 0, Patience, "an event for every pin change", () => $"{Unseen():#,##0} are missing");
        if (_listening.IsCompleted) await _listening;
    }

    private int Unseen()
    {
        var unseen = 0;
        for (var desk = 0; desk < _gateways * CityLoad.DesksPerGateway; desk++)
            unseen += _view.ReadInt64(desk * (long)sizeof(long)) == 0 ? 0 : 1;
        return unseen;
    }

    private static double Percentile(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}

using System.Diagnostics;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>
/// Real gateways whose readings are put directly into their outboxes. Everything from the outbox on is as in a building, and the
/// outbox syncs every commit. Can also fill outboxes while no gateway runs, as a backlog.
/// </summary>
internal sealed class AppendLoad(string directory, int brokerPort, int gateways) : IAsyncDisposable
{
    private const int AppendsInFlight = 32;
    private const int MostReadingsInBacklog = 4_800; // of one gateway; the outbox is a buffer, but the figure is of a steady state
    private const int MostBatchesInBacklog = 400;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly FleetOptions _options = new()
    {
        DataDirectory = directory,
        Broker = new MqttEndpointOptions { Port = brokerPort },
        Outbox = new OutboxConfig { MaxUnsavedReadings = 1_000_000 },
    };

    private readonly long _startMs = TimeProvider.System.GetUtcNow().AddHours(-20).ToUnixTimeMilliseconds();
    private GatewayFleet? _fleet;
    private List<ReadingMaker> _makers = [];
    private long _filled;

    private IReadOnlyList<GatewayConfig> Configs => [.. GatewayShape.Ids(gateways).Select(id => GatewayShape.Config(id, directory, _options.Outbox) with { Broker = _options.Broker })];

    /// <summary>Starts the gateways and waits until all are connected.</summary>
    public async Task<double[]> StartAsync()
    {
        await LaunchAsync();
        while (_fleet!.Progress.Connected < gateways)
            await Task.Delay(Poll);
        await _fleet.WaitUntilCommittedAsync(CancellationToken.None);
        return [];
    }

    /// <summary>Appends readings in batches and returns when the cloud has committed all; returns readings and batches since the start.</summary>
    public async Task<double[]> AppendAsync(int readings, int perBatch)
    {
        if (_makers.Count == 0)
            _makers = [.. _fleet!.Agents.Select(agent => new ReadingMaker(agent.Outbox!, agent.Config.Gateway, _startMs))];
        var batches = readings / perBatch / gateways;
        await Task.WhenAll(_fleet!.Agents.Select((agent, i) => Task.Run(() => FeedAsync(agent.Outbox!, _makers[i], batches, perBatch))));
        await _fleet.WaitUntilCommittedAsync(CancellationToken.None);
        var goBacks = _fleet.Agents.Sum(agent => agent.Health!.GoBacks);
        return [_fleet.Progress.ReadingsMade, batches * gateways, goBacks];
    }

    /// <summary>Fills every outbox while its gateway is not running.</summary>
    public async Task<double[]> FillAsync(int readings, int perBatch)
    {
        using var pool = new CommitPool(2);
        await Task.WhenAll(Configs.Select(config => Task.Run(async () =>
        {
            var nowMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var parts = new OutboxDependencies { Directory = config.DataDirectory, Config = config.Outbox, CommitPool = pool };
            using var outbox = OutboxLog.Open(parts, nowMs);
            outbox.Configure(MetricsOf(config), nowMs);
            var batches = ((readings - 1) / perBatch / gateways) + 1;
            await FeedAsync(outbox, new ReadingMaker(outbox, config.Gateway, _startMs), batches, perBatch, keepsUp: false);
            await outbox.MarkAsync(nowMs);
            Interlocked.Add(ref _filled, batches * (long)perBatch);
        })));
        return [_filled];
    }

    /// <summary>Starts the gateways again; returns the seconds until every watermark is up to date, and the number of batches.</summary>
    public async Task<double[]> DrainAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await LaunchAsync();
        while (_fleet!.Agents.Any(agent => agent.Outbox is not { } outbox || outbox.Position is not { LastSequence: > 0 } at || at.Committed < at.LastSequence))
            await Task.Delay(Poll);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return [seconds, _fleet.Agents.Sum(agent => (long)agent.Outbox!.Position.LastSequence), _fleet.Agents.Sum(agent => agent.Health!.GoBacks)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
            await _fleet.DisposeAsync();
    }

    private static IEnumerable<(string, string, SparkplugDataType)> MetricsOf(GatewayConfig config) =>
        from zone in config.Zones
        from point in zone.Points
        from metric in point is MotionConfig
            ? [("occupied", SparkplugDataType.Boolean)]
            : new[] { ("energy", SparkplugDataType.UInt64), ("power", SparkplugDataType.Float) }
        select (zone.Id, $"{point.Point}/{metric.Item1}", metric.Item2);

    private static async Task FeedAsync(OutboxLog outbox, ReadingMaker maker, int batches, int perBatch, bool keepsUp = true)
    {
        var appends = new Queue<Task<ulong>>();
        var readings = new MetricReading[perBatch];
        var most = Math.Min(MostBatchesInBacklog, Math.Max(16, MostReadingsInBacklog / perBatch));
        for (var i = 0; i < batches; i++)
        {
            while (appends.Count >= AppendsInFlight)
                await appends.Dequeue();
            while (keepsUp && i % 8 == 0 && outbox.Position is var at && at.LastSequence - at.Committed > (ulong)most)
                await Task.Delay(Poll);
            var zone = maker.Make(readings);
            appends.Enqueue(outbox.AppendAsync(zone, readings, BatchKind.State));
        }
        await Task.WhenAll(appends);
    }

    private async Task LaunchAsync()
    {
        var configs = Configs;
        var boards = configs.ToDictionary(config => config.Gateway, GatewayShape.Board);
        _fleet = new GatewayFleet(_options, configs, boards, TimeProvider.System);
        await _fleet.StartAsync(CancellationToken.None);
    }
}

using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Points;
using OpcSpaces.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Agent;

/// <summary>The whole agent over a real broker.</summary>
public sealed class GatewayAgentTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly TemporaryDirectory _directory = new("agent");
    private readonly CommitPool _pool = new();
    private readonly CancellationTokenSource _stop = new();
    private MosquittoBroker _broker = null!;
    private SmallCloud _cloud = null!;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoBroker.StartAsync();
        _cloud = await SmallCloud.StartAsync(Connector());
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _broker.DisposeAsync();
    }

    public void Dispose()
    {
        _pool.Dispose();
        _stop.Dispose();
        _directory.Dispose();
    }

    private IMqttConnector Connector() => MqttConnector.Create(new MqttEndpointOptions { Port = _broker.Port });

    private GatewayConfig Config(string gateway = "gw-1", int holdOffSeconds = 900, int zones = 1) => new()
    {
        Group = "hub",
        Gateway = gateway,
        DataDirectory = _directory.File(gateway),
        Broker = new MqttEndpointOptions { Port = _broker.Port },
        Uplink = new UplinkConfig { LongestReconnectDelayMs = 500, FirstGoBackDelayMs = 50, ProgressTimeoutMs = 1000 },
        Zones =
        [
            .. Enumerable.Range(1, zones).Select(zone => new ZoneConfig
            {
                Id = $"zone-{zone}",
                Points = [new MotionConfig { Point = "desk/1", Pin = zone, DebounceMs = 0, HoldOffSeconds = holdOffSeconds }],
            }),
        ],
    };

    private (GatewayAgent Agent, HandPins Pins, Task Running) Start(GatewayConfig config)
    {
        var pins = new HandPins();
        var agent = new GatewayAgent(config, new GatewayAgentDependencies { Pins = pins, Brokers = [Connector()], CommitPool = _pool });
        return (agent, pins, Task.Run(() => agent.RunAsync(_stop.Token)));
    }

    private static Task LevelAsync(GatewayAgent agent, ulong atLeast) => Eventually.ThatAsync(
        () => agent.Health is { } health && health.Last >= atLeast && health.Committed == health.Last, Deadline, "the watermark to be level", () => $"{agent.Health}");

    [Fact]
    public async Task A_pin_change_is_durable_within_250_ms_and_reaches_the_cloud()
    {
        const int Zones = 100;
        var (agent, pins, running) = Start(Config(zones: Zones));
        await Eventually.ThatAsync(() => agent.Health?.Connected == true, Deadline, "a session");
        await LevelAsync(agent, 1); // the statement about the clock
        var durable = new List<double>();
        for (var zone = 1; zone <= Zones && !durable.Exists(ms => ms <= 250); zone++)
        {
            var appended = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            var began = TimeProvider.System.GetTimestamp();
            void OnAppended() => appended.TrySetResult(TimeProvider.System.GetElapsedTime(began));
            agent.Outbox!.Appended += OnAppended;
            pins.Set(zone, high: true);
            durable.Add((await appended.Task).TotalMilliseconds);
            agent.Outbox.Appended -= OnAppended;
        }

        // The first of many: the machine that tests is not the machine that measures, and it may stand still now and then.
        Assert.True(durable.Exists(ms => ms <= 250), $"durable after {string.Join(", ", durable)} ms");
        await LevelAsync(agent, 1 + (ulong)durable.Count);
        Assert.Equal(agent.Outbox!.Metric("", OutboxMetrics.ClockStatement).Alias, Assert.Single(_cloud.Journal.Single().Value[0]).Alias);
        var reading = Assert.Single(_cloud.Journal.Single().Value[1]);
        Assert.Equal((agent.Outbox!.Metric("zone-1", "desk/1/occupied").Alias, 1UL, false), (reading.Alias, reading.Bits, reading.Historical));
        await _stop.CancelAsync();
        await running;
        await agent.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_over_a_broker_that_is_killed()
    {
        var (agent, pins, running) = Start(Config(zones: 4));
        await Eventually.ThatAsync(() => agent.Health?.Connected == true, Deadline, "a session");
        var desks = Enumerable.Range(1, 4).Select(zone => agent.Outbox!.Metric($"zone-{zone}", "desk/1/occupied")).ToArray();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 100; i++)
            {
                var desk = desks[i % 4];
                _ = agent.Outbox!.AppendAsync(desk.Device, [new MetricReading(desk, (100 * round) + i, PointValue.Of(true))], BatchKind.State);
                if (i == 50) _broker.Kill();
            }

            await _cloud.DisposeAsync();
            await _broker.RestartAsync();
            _cloud = await SmallCloud.StartAsync(Connector(), successorOf: _cloud);
        }

        await LevelAsync(agent, 301);
        var times = _cloud.Journal.Single().Value.Skip(1).SelectMany(batch => batch).Select(reading => reading.TimestampMs).ToList();
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), times);
        await _stop.CancelAsync();
        await running;
        pins.Dispose();
    }

    [Fact]
    public async Task A_backlog_is_replayed_as_history_behind_births_that_declare_it()
    {
        var config = Config();
        Directory.CreateDirectory(config.DataDirectory);
        using (var outbox = OutboxLog.Open(new OutboxDependencies { Directory = config.DataDirectory, CommitPool = _pool }, 1))
        {
            outbox.Configure([("zone-1", "desk/1/occupied", SparkplugDataType.Boolean)], 1);
            var desk = outbox.Metric("zone-1", "desk/1/occupied");
            await Task.WhenAll(Enumerable.Range(1, 50).Select(at => outbox.AppendAsync("zone-1", [new MetricReading(desk, at, PointValue.Of(true))], BatchKind.State)));
        }

        var (agent, _, running) = Start(config);
        await LevelAsync(agent, 52);
        var journal = _cloud.Journal.Single().Value;
        Assert.All(journal.Take(50), batch => Assert.True(batch[0].Historical));
        // The session may stand before or after the 51st and 52nd, which this start appended, were durable.
        Assert.InRange(Declared(OutboxMetrics.Sequence), 50UL, 52UL);
        Assert.Equal(1UL, Declared(OutboxMetrics.First));

        // The 51st is what nobody can know about the time before this start, and the 52nd is about the clock.
        Assert.Equal([null], journal[50].Select(reading => reading.Bits));
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Readings_before_a_stop_are_on_disk_afterwards()
    {
        var (agent, pins, running) = Start(Config());
        await Eventually.ThatAsync(() => agent.Outbox is not null && agent.Health is not null, Deadline, "the agent to sense");
        pins.Set(1, high: true);
        await _stop.CancelAsync();
        await running;
        await agent.DisposeAsync();
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = Config().DataDirectory, CommitPool = _pool }, 1);
        Assert.Equal(2UL, outbox.Position.LastSequence); // the first is about the clock
    }

    [Fact]
    public async Task Many_agents_live_in_one_process()
    {
        var agents = Enumerable.Range(1, 40).Select(i => Start(Config($"gw-{i}"))).ToList();
        await Eventually.ThatAsync(() => agents.All(agent => agent.Agent.Health?.Connected == true), Deadline, "forty sessions");
        foreach (var (_, pins, _) in agents) pins.Set(1, high: true);
        foreach (var (agent, _, _) in agents) await LevelAsync(agent, 1);
        Assert.Equal(40, _cloud.Journal.Count);
        await _stop.CancelAsync();
        await Task.WhenAll(agents.Select(agent => agent.Running));
    }

    [Fact]
    public void A_configuration_with_faults_makes_no_agent()
    {
        var config = Config() with { Group = "a/b", Zones = [] };
        var refused = Assert.Throws<SettingsException>(() => Start(config));
        Assert.Equal(["group", "zones"], refused.Faults.Select(fault => fault.Path));
    }

    private ulong Declared(string metric)
    {
        Assert.True(_cloud.LastBirth!.Metrics.Single(candidate => candidate.Name == metric).Value.TryGetUInt64(out var value));
        return value;
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.EndToEnd.Tests.Faults.Bench;

/// <summary>
/// The real agent in this process with one zone of motion-watched desks (pin n belongs to desk/n) and a witness of its commits.
/// It can be stopped and started again on its outbox, and <see cref="BeginToFlip"/> keeps the first desks changing.
/// </summary>
internal sealed class RestlessGateway : ICommitObserver, IAsyncDisposable
{
    public const string Group = "opc-test";

    // A stay of a second, and pauses that are longer than the hold-off of a second: every round makes two readings of each desk.
    private const int RoundMs = 2_500;
    private const int StayMs = 1_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);
    private readonly TemporaryDirectory _directory = new("gateway");
    private readonly CommitPool _commits = new();
    private readonly Witness _witness = new();
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _calm = new();
    private CancellationTokenSource _stop = new();
    private GatewayAgent? _agent;
    private Task _run = Task.CompletedTask;
    private Task _flipping = Task.CompletedTask;
    private int _start;

    public RestlessGateway(string name, int brokerPort, int desks, Func<GatewayConfig, GatewayConfig>? adjust = null, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        Pins = new HandPins(_clock);
        var config = new GatewayConfig
        {
            Group = Group,
            Gateway = name,
            DataDirectory = _directory.FullPath,
            Broker = new MqttEndpointOptions { Port = brokerPort },
            Uplink = new UplinkConfig { FirstReconnectDelayMs = 50, LongestReconnectDelayMs = 500, ProgressTimeoutMs = 3_000, LongestGoBackDelayMs = 2_000, KeepAliveSeconds = 5 },
            Zones =
            [
                new ZoneConfig
                {
                    Id = $"Z-{name}",
                    Points = [.. Enumerable.Range(1, desks).Select(n => new MotionConfig { Point = $"desk/{n}", Pin = n, DebounceMs = 5, HoldOffSeconds = 1 })],
                },
            ],
        };
        Config = adjust?.Invoke(config) ?? config;
        Start();
    }

    public GatewayConfig Config { get; }

    /// <summary>group/node, as the journal and the status name it.</summary>
    public string Name => $"{Config.Group}/{Config.Gateway}";

    public HandPins Pins { get; }

    private string OutboxPath => Path.Combine(Config.DataDirectory, "outbox.db");

    /// <summary>Null until the outbox is open, and while the agent is stopped.</summary>
    public AgentHealth? Health => _agent?.Health;

    /// <summary>Desk <paramref name="number"/> as the live page names it.</summary>
    public string Desk(int number) => $"{Config.Group}/{Config.Zones[0].Id}/desk/{number}";

    /// <summary>The desks whose pins flip, or did.</summary>
    public IReadOnlyList<int> Restless { get; private set; } = [];

    /// <summary>Lets people come and go at the first <paramref name="desks"/> desks, one after another, until <see cref="CalmAsync"/>.</summary>
    public void BeginToFlip(int desks)
    {
        Restless = [.. Enumerable.Range(1, desks)];
        _flipping = FlipAsync(desks);
    }

    /// <summary>No pin changes any more by itself.</summary>
    public async Task CalmAsync()
    {
        await _calm.CancelAsync();
        await _flipping;
    }

    public void Start()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _start++;
        _agent = new GatewayAgent(Config, new GatewayAgentDependencies
        {
            Pins = Pins,
            Brokers = [MqttConnector.Create(Config.Broker)],
            CommitPool = _commits,
            SensingTime = _clock,
            CommitObserver = this,
        });
        _run = Task.Run(() => _agent.RunAsync(_stop.Token));
    }

    /// <summary>As an operator would; what was seen is on disk then. Throws what the agent failed with.</summary>
    public async Task StopAsync()
    {
        _agent = null; // not disposed, which would only take the pins: they are the building's, and keep their levels
        await _stop.CancelAsync();
        await _run;
    }

    /// <summary>Everything that testifies to what it made; after <see cref="StopAsync"/>.</summary>
    public GatewayRecord Record() =>
        new(Name, new OutboxCopy(OutboxPath), _witness.Notes(Config.Gateway), Kills: 0);

    /// <summary>While stopped: drops its oldest rows, as its retention does when they have been committed for long enough.</summary>
    public void Forget(ulong upTo)
    {
        using var outbox = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = OutboxPath, Pooling = false }.ToString());
        outbox.Open();
        using var command = outbox.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"DELETE FROM batches WHERE sequence <= {upTo}");
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    void ICommitObserver.OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256) =>
        _witness.Note(Config.Gateway, new WitnessNote(_start, epoch, sequence, contentSha256.ToArray()));

    public async ValueTask DisposeAsync()
    {
        await CalmAsync();
        await StopAsync();
        Pins.Dispose();
        _commits.Dispose();
        _stop.Dispose();
        _calm.Dispose();
        _directory.Dispose();
    }

    private async Task FlipAsync(int desks)
    {
        using var timer = new PeriodicTimer(Step);
        for (var started = Environment.TickCount64; !_calm.IsCancellationRequested;)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            var elapsed = Environment.TickCount64 - started;
            for (var desk = 1; desk <= desks; desk++) Pins.Set(desk, high: (elapsed + (desk * RoundMs / desks)) % RoundMs < StayMs);
        }
    }
}

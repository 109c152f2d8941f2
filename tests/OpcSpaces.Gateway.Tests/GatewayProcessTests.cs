using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Agent;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Gateway.Tests;

/// <summary>The running program, with its signals over a socket: kills, a second agent, a configuration that turns out to be unusable, systemd.</summary>
public sealed class GatewayProcessTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly TemporaryDirectory _directory = new("edge");
    private readonly ConcurrentQueue<CommitNote> _notes = new();

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ServerProcess Run(string config, IReadOnlyDictionary<string, string>? environment = null) =>
        ServerProcess.Start("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway"), "--config", config], environment: environment);

    private string WriteConfig(int brokerPort, string socket, string? keyFile = null)
    {
        var path = _directory.File("gateway.json");
        GatewayFile.Write(path, new GatewayConfig
        {
            Group = "hub",
            Gateway = "gw-1",
            DataDirectory = _directory.File("data"),
            Broker = new MqttEndpointOptions { Port = brokerPort },
            Pins = new PinsConfig { Socket = socket },
            Uplink = new UplinkConfig { LongestReconnectDelayMs = 500 },
            Badges = new BadgesConfig { KeyFile = keyFile ?? "" },
            Zones =
            [
                new ZoneConfig
                {
                    Id = "hall",
                    Points =
                    [
                        new MotionConfig { Point = "desk/1", Pin = 1, DebounceMs = 0, HoldOffSeconds = 1 },
                        new PulseMeterConfig { Point = "meter/1", Pin = 2, ReportSeconds = 1, ShortestGapMs = 0 },
                        .. keyFile is null ? Array.Empty<PointConfig>() : [new WiegandConfig { Point = "door/1", Data0Pin = 3, Data1Pin = 4 }],
                    ],
                },
            ],
        });
        return path;
    }

    [Fact]
    public async Task A_killed_gateway_continues_after_its_last_commit()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await SmallCloud.StartAsync(MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }));
        var socket = _directory.File("signals");
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        var config = WriteConfig(broker.Port, socket);
        for (var life = 1; life <= 3; life++)
        {
            await using var process = Run(config);
            var before = _notes.Count;
            await Eventually.ThatAsync(() => server.Connected == 1, Deadline, "the gateway to connect", () => process.Log);
            for (var i = 0; i < 5; i++)
            {
                var heard = _notes.Count;
                server.Set("gw-1", 1, high: i % 2 == 0);
                server.Set("gw-1", 2, high: true);
                server.Set("gw-1", 2, high: false);
                await Eventually.ThatAsync(() => _notes.Count > heard, Deadline, "a commit", () => process.Log);
            }

            process.Kill();
            await Eventually.ThatAsync(() => server.Connected == 0, Deadline, "the gateway to be gone");
            Assert.True(_notes.Count > before);
        }

        Assert.Single(_notes.Select(note => note.Epoch).Distinct());
        Assert.Equal(Enumerable.Range(1, _notes.Count).Select(i => (ulong)i), _notes.Select(note => note.Sequence));

        var made = _notes.Count;
        await using var last = Run(config);
        await Eventually.ThatAsync(() => _notes.Count > made && cloud.Taken("gw-1") >= _notes.Count, Deadline, "everything in the cloud", () => last.Log);
        Assert.Equal(0, await last.StopAsync());
        using var pool = new CommitPool();
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.File("data"), CommitPool = pool }, 1);
        Assert.Equal((ulong)_notes.Count, outbox.Position.LastSequence);
        Assert.Equal(_notes.Select(note => note.ContentSha256), Hashes(outbox));
    }

    [Fact]
    public async Task A_second_agent_on_the_same_data_directory_ends_with_one_clear_line()
    {
        var socket = _directory.File("signals");
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        var config = WriteConfig(FreePort.Next(), socket);
        using var pool = new CommitPool();
        using var first = OutboxLog.Open(new OutboxDependencies { Directory = _directory.File("data"), CommitPool = pool }, 1);
        await using var second = Run(config);
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
        await Eventually.ThatAsync(() => second.Log.Contains("database is locked", StringComparison.Ordinal), Deadline, "the reason", () => second.Log);
        Assert.DoesNotContain("   at ", second.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_badge_key_that_is_gone_when_the_agent_starts_ends_it_with_code_2()
    {
        var (socket, key) = (_directory.File("signals"), _directory.File("key"));
        BadgeKeyFile.Write(key, "2026-11", new byte[32]);
        await using var agent = Run(WriteConfig(FreePort.Next(), socket, key));
        await Eventually.ThatAsync(() => agent.Log.Contains("Waiting for the signals", StringComparison.Ordinal), Deadline, "the agent to wait", () => agent.Log);
        File.Delete(key);
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        await agent.WaitForExitAsync();
        Assert.Equal(2, agent.ExitCode);
        await Eventually.ThatAsync(() => agent.Log.Contains("badges.keyFile", StringComparison.Ordinal), Deadline, "the reason", () => agent.Log);
    }

    [Fact]
    public async Task Pins_that_the_machine_does_not_have_end_the_agent_with_code_2_and_a_reason()
    {
        var path = _directory.File("gateway.json");
        // No machine has a 64th GPIO chip.
        File.WriteAllText(path, $$"""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "{{_directory.File("data")}}", "pins": { "driver": "gpio", "gpioChip": 63 },
              "zones": [ { "id": "hall", "points": [ { "point": "desk/1", "sensor": "motion", "pin": 4 } ] } ] }
            """);
        await using var agent = Run(path);
        await agent.WaitForExitAsync();
        Assert.Equal(2, agent.ExitCode);
        await Eventually.ThatAsync(() => agent.Log.Contains("pins.driver: \"gpio\" – /dev/gpiochip63 cannot be used", StringComparison.Ordinal), Deadline, "the reason", () => agent.Log);
        Assert.DoesNotContain("   at ", agent.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_hears_that_the_agent_is_ready_once_its_outbox_is_open_and_that_it_stops()
    {
        var (signals, path) = (_directory.File("signals"), _directory.File("notify"));
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        await using var agent = Run(WriteConfig(FreePort.Next(), signals), new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path });
        // Started, and not ready: nobody tells it the levels of its pins.
        await Eventually.ThatAsync(() => agent.Log.Contains("Waiting for the signals", StringComparison.Ordinal), Deadline, "the agent to wait", () => agent.Log);
        Assert.Equal(0, systemd.Available);
        Assert.False(File.Exists(_directory.File("data/outbox.db")));

        await using var server = SignalServer.Start(signals, TimeProvider.System, _notes.Enqueue);
        Assert.Equal("READY=1", await ReceiveAsync(systemd, agent));
        Assert.True(File.Exists(_directory.File("data/outbox.db")));
        // The journal's format: the level of a line in brackets, 6 for information.
        Assert.Contains("<6>OpcSpaces.Gateway.GatewayAgentService", agent.Log, StringComparison.Ordinal);

        Assert.Equal(0, await agent.StopAsync());
        Assert.Equal("STOPPING=1", await ReceiveAsync(systemd, agent));
    }

    [Fact]
    public async Task Without_systemd_the_agent_runs_and_stops_as_well()
    {
        var socket = _directory.File("signals");
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        var port = FreePort.Next();
        await using var agent = Run(WriteConfig(port, socket), new Dictionary<string, string> { ["NOTIFY_SOCKET"] = "" });
        await Eventually.ThatAsync(() => agent.Log.Contains("Gateway gw-1 is ready: 1 zone, 2 sensors", StringComparison.Ordinal), Deadline, "the agent to be ready", () => agent.Log);
        Assert.DoesNotContain("<6>", agent.Log, StringComparison.Ordinal);
        // The time, and a broker that is away as a warning that says where it should be and what to do.
        var lost = new Regex($@"^[0-9]{{4}}-[0-9-]+T[0-9:.]+Z warn: .*No session with the broker at 127\.0\.0\.1:{port} \(NotConnected\): .* Readings are kept until there is one\. Check that the broker runs", RegexOptions.Multiline);
        await Eventually.ThatAsync(() => lost.IsMatch(agent.Log), Deadline, "the warning", () => agent.Log);
        Assert.Equal(0, await agent.StopAsync());
    }

    [Fact]
    public async Task An_agent_that_waits_for_its_signals_can_be_stopped()
    {
        await using var agent = Run(WriteConfig(FreePort.Next(), _directory.File("signals")));
        await Eventually.ThatAsync(() => agent.Log.Contains("Waiting for the signals", StringComparison.Ordinal), Deadline, "the agent to wait", () => agent.Log);
        Assert.Equal(0, await agent.StopAsync());
        Assert.DoesNotContain("   at ", agent.Log, StringComparison.Ordinal);
    }

    private static async Task<string> ReceiveAsync(Socket socket, ServerProcess agent)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        var buffer = new byte[256];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, timeout.Token)).TrimEnd();
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"systemd was told nothing; the agent's log:\n{agent.Log}");
        }
    }

    private static IEnumerable<string> Hashes(OutboxLog outbox) => outbox.ReadFrom(1, int.MaxValue)
        .Select(batch => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(batch.Content.Span)));
}

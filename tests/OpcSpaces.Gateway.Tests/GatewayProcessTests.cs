using System.Collections.Concurrent;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Agent;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Gateway.Tests;

/// <summary>The program itself: its command line, and a life with kills over the signals' socket.</summary>
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

    private static ServerProcess Run(params string[] arguments) =>
        ServerProcess.Start("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway"), .. arguments]);

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
    public async Task A_gateway_that_is_killed_goes_on_where_its_witness_heard_it_last()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await SmallCloud.StartAsync(MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }));
        var socket = _directory.File("signals");
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        var config = WriteConfig(broker.Port, socket);
        for (var life = 1; life <= 3; life++)
        {
            await using var process = Run("--config", config);
            var before = _notes.Count;
            await Eventually.ThatAsync(() => server.Connected == 1, Deadline, "the gateway to come", () => process.Log);
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
        await using var last = Run("--config", config);
        await Eventually.ThatAsync(() => _notes.Count > made && cloud.Taken("gw-1") >= _notes.Count, Deadline, "everything in the cloud", () => last.Log);
        Assert.Equal(0, await last.StopAsync());
        using var pool = new CommitPool();
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.File("data"), CommitPool = pool }, 1);
        Assert.Equal((ulong)_notes.Count, outbox.Position.LastSequence);
        Assert.Equal(_notes.Select(note => note.ContentSha256), Hashes(outbox));
    }

    [Fact]
    public async Task A_second_agent_on_the_same_data_ends_with_one_clear_line()
    {
        var socket = _directory.File("signals");
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        var config = WriteConfig(FreePort.Next(), socket);
        using var pool = new CommitPool();
        using var first = OutboxLog.Open(new OutboxDependencies { Directory = _directory.File("data"), CommitPool = pool }, 1);
        await using var second = Run("--config", config);
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
        await Eventually.ThatAsync(() => second.Log.Contains("database is locked", StringComparison.Ordinal), Deadline, "the reason", () => second.Log);
        Assert.DoesNotContain("   at ", second.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_used_after_all_ends_the_agent_with_two()
    {
        var (socket, key) = (_directory.File("signals"), _directory.File("key"));
        BadgeKeyFile.Write(key, "2026-11", new byte[32]);
        await using var agent = Run("--config", WriteConfig(FreePort.Next(), socket, key));
        await Eventually.ThatAsync(() => agent.Log.Contains("Waiting for the signals", StringComparison.Ordinal), Deadline, "the agent to wait", () => agent.Log);
        File.Delete(key);
        await using var server = SignalServer.Start(socket, TimeProvider.System, _notes.Enqueue);
        await agent.WaitForExitAsync();
        Assert.Equal(2, agent.ExitCode);
        await Eventually.ThatAsync(() => agent.Log.Contains("badges.keyFile", StringComparison.Ordinal), Deadline, "the reason", () => agent.Log);
    }

    [Fact]
    public async Task Check_lists_every_fault_and_leaves_with_two()
    {
        var path = _directory.File("bad.json");
        await File.WriteAllTextAsync(path, """{ "group": "a+b", "gateway": "gw", "zones": [] }""");
        await using var process = Run("--config", path, "--check");
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        await Eventually.ThatAsync(
            () => new[] { "group", "dataDirectory: missing", "zones: []", "pins" }.Take(3).All(text => process.Log.Contains(text, StringComparison.Ordinal)),
            Deadline, "three faults", () => process.Log);
    }

    [Fact]
    public async Task Check_names_the_lines_also_of_what_this_gateway_has_not()
    {
        var path = _directory.File("chips.json");
        await File.WriteAllTextAsync(path, """
            { "group": "hub", "gateway": "gw", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "badges": { "keyFile": "/nowhere/key" },
              "zones": [ { "id": "hall", "points": [
                { "point": "door/1", "sensor": "wiegand", "data0Pin": 1, "data1Pin": 2 },
                { "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": "0x62" } ] } ] }
            """);
        await using var process = Run("--config", path, "--check");
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        await Eventually.ThatAsync(
            () => new[] { $"{path}:2: badges.keyFile", $"{path}:5: zones[0].points[1].sensor" }.All(text => process.Log.Contains(text, StringComparison.Ordinal)),
            Deadline, "two faults", () => process.Log);
    }

    [Fact]
    public async Task Check_of_a_good_file_says_what_it_is()
    {
        await using var process = Run("--config", WriteConfig(1883, "/tmp/signals"), "--check");
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        await Eventually.ThatAsync(() => process.Log.Contains("gw-1 of hub, 1 zones, 2 points", StringComparison.Ordinal), Deadline, "a summary");
    }

    [Theory]
    [InlineData(0, "Examples:", "--help")]
    [InlineData(2, "--config", "--check")]
    [InlineData(2, "nowhere.json", "--config", "/nowhere.json")]
    public async Task The_command_line_helps(int exitCode, string says, params string[] arguments)
    {
        await using var process = Run(arguments);
        await process.WaitForExitAsync();
        Assert.Equal(exitCode, process.ExitCode);
        await Eventually.ThatAsync(() => process.Log.Contains(says, StringComparison.Ordinal), Deadline, says, () => process.Log);
    }

    private static IEnumerable<string> Hashes(OutboxLog outbox) => outbox.ReadFrom(1, int.MaxValue)
        .Select(batch => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(batch.Content.Span)));
}

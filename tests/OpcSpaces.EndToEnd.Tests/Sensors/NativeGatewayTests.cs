using System.Collections.Concurrent;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.EndToEnd.Tests.Sensors;

/// <summary>The gateway that was compiled to native code does what the other one does.</summary>
public sealed class NativeGatewayTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("native");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public Task It_senses_stores_and_sends_and_stops_in_good_order() => SensesAsync(NativeGateway.Find(), []);

    [Fact]
    public Task The_one_for_a_Raspberry_Pi_senses_stores_and_sends_and_stops_in_good_order()
    {
        var (program, arguments) = NativeGateway.FindArm64();
        return SensesAsync(program, arguments);
    }

    [Fact]
    public async Task It_reads_the_settings_of_every_sensor_as_the_other_one_does()
    {
        var sample = Path.Combine(ProductBinary.RepositoryRoot, "edge", "OpcSpaces.Edge.RaspberryPi", "gateway.sample.jsonc");
        var faulty = _directory.File("faulty.json");
        await File.WriteAllTextAsync(faulty, (await File.ReadAllTextAsync(sample)).Replace("\"pin\":", "\"pim\":", StringComparison.Ordinal));
        foreach (var file in new[] { sample, faulty })
        {
            var (code, text) = await CheckAsync(NativeGateway.Find(), "--config", file, "--check");
            Assert.Equal(await CheckAsync("dotnet", ProductBinary.Find("edge", "OpcSpaces.Gateway"), "--config", file, "--check"), (code, text));
            Assert.NotEmpty(text);
        }
    }

    private async Task SensesAsync(string program, string[] arguments)
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await CloudServer.StartAsync(_directory.File("cloud"), $"{broker.Host}:{broker.Port}");
        var commits = new ConcurrentQueue<CommitNote>();
        await using var signals = SignalServer.Start(_directory.File("pins"), TimeProvider.System, commits.Enqueue);
        GatewayFile.Write(_directory.File("gateway.json"), Config(broker.Port));
        await using var gateway = ServerProcess.Start(program, [.. arguments, "--config", _directory.File("gateway.json")]);

        await Eventually.ThatAsync(() => signals.Connected > 0 || gateway.HasExited, Eventually.Patience, "the gateway to ask for its pins", () => gateway.Log);
        signals.Set("gw-1", 1, true);
        await Eventually.ThatAsync(
            async () => (await LiveAsync(cloud)).Contains("\"key\":\"hub/hall/desk/1\",\"state\":\"occupied\"", StringComparison.Ordinal),
            Eventually.Patience, "the desk to be occupied", () => gateway.Log);
        Assert.NotEmpty(commits);

        await gateway.StopAsync();
        Assert.Equal(0, gateway.ExitCode);
        await Eventually.ThatAsync(
            async () => (await cloud.Client.GetStringAsync("api/v1/status/line")).Contains("gateways 0/1", StringComparison.Ordinal),
            Eventually.Patience, "the gateway's farewell", () => gateway.Log);
    }

    private static async Task<(int Code, string Text)> CheckAsync(string program, params string[] arguments)
    {
        await using var process = ServerProcess.Start(program, arguments);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, process.Log);
    }

    private static async Task<string> LiveAsync(CloudServer cloud)
    {
        await using var stream = await cloud.Client.GetStreamAsync("api/v1/live");
        using var reader = new StreamReader(stream);
        for (var line = await reader.ReadLineAsync(); line is not null; line = await reader.ReadLineAsync())
            if (line.StartsWith("data:", StringComparison.Ordinal)) return line;
        return "";
    }

    private GatewayConfig Config(int brokerPort) => new()
    {
        Group = "hub",
        Gateway = "gw-1",
        DataDirectory = _directory.File("gateway"),
        Broker = new MqttEndpointOptions { Port = brokerPort },
        Pins = new PinsConfig { Socket = _directory.File("pins") },
        Zones =
        [
            new ZoneConfig
            {
                Id = "hall",
                Points = [new MotionConfig { Point = "desk/1", Pin = 1 }, new PulseMeterConfig { Point = "meter/1", Pin = 2 }],
            },
        ],
    };
}

using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.EndToEnd.Tests.Gateways;

/// <summary>The real agent in this process with one zone of motion-watched desks, on pins that the test drives: pin n belongs to desk/n.</summary>
internal sealed class HandDrivenGateway : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new("gateway");
    private readonly CommitPool _commits = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly GatewayAgent _agent;
    private readonly Task _run;

    public HandDrivenGateway(string name, string zone, int desks, string brokerHost, int brokerPort)
    {
        var broker = new MqttEndpointOptions { Host = brokerHost, Port = brokerPort };
        var config = new GatewayConfig
        {
            Group = "opc-test",
            Gateway = name,
            DataDirectory = _directory.FullPath,
            Broker = broker,
            Uplink = new UplinkConfig { FirstReconnectDelayMs = 50, LongestReconnectDelayMs = 500 },
            Zones =
            [
                new ZoneConfig
                {
                    Id = zone,
                    Points = [.. Enumerable.Range(1, desks).Select(n => new MotionConfig { Point = $"desk/{n}", Pin = n, DebounceMs = 10, HoldOffSeconds = 1 })],
                },
            ],
        };
        _agent = new GatewayAgent(config, new GatewayAgentParts { Pins = Pins, Brokers = [MqttConnectors.Create(broker)], CommitPool = _commits });
        _run = Task.Run(() => _agent.RunAsync(_stop.Token));
    }

    public HandPins Pins { get; } = new();

    /// <summary>Null until the outbox is open.</summary>
    public AgentHealth? Health => _agent.Health;

    /// <summary>Stops the agent as an operator would; it says goodbye to its host.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _agent.DisposeAsync();
        _commits.Dispose();
        _stop.Dispose();
        _directory.Dispose();
    }
}

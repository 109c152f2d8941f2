using Moq;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge.Tests.Uplink;

/// <summary>What the log says while there is no session.</summary>
public sealed class GatewayUplinkTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();
    private readonly RecordingLogger _log = new();
    private readonly GatewayUplink _uplink;

    public GatewayUplinkTests() => _uplink = new GatewayUplink(new UplinkDependencies
    {
        Node = new EdgeNodeOptions { Group = "hub", EdgeNode = "gw-1", PrimaryHost = "opcspace" },
        Config = new UplinkConfig(),
        Outbox = _outbox.Log,
        Brokers = [Mock.Of<IMqttConnector>()],
        Time = _outbox.Time,
        Logger = _log,
    });

    public void Dispose()
    {
        _uplink.Dispose();
        _outbox.Dispose();
    }

    [Theory]
    [InlineData(StateSeen.None, "and nothing came. Readings are kept until it is online. Check primaryHost, which must be the cloud's --host-id to the letter;")]
    [InlineData(StateSeen.Offline, "and it says that it is offline. Readings are kept until it is online. Check that the cloud runs")]
    [InlineData(StateSeen.Outdated, "and its message is older than an earlier one. Readings are kept until it is online. Check the clock of the cloud")]
    [InlineData(StateSeen.Malformed, "and its message cannot be read. Readings are kept until it is online. Check what else publishes there")]
    public void A_host_that_does_not_come_is_a_line_with_what_to_check(StateSeen seen, string words)
    {
        _uplink.OnHostAwaited(new HostAwaited("127.0.0.1:1883", "spBv1.0/STATE/opcspace", TimeSpan.FromSeconds(30), seen));
        Assert.StartsWith(
            $"Connected to the broker at 127.0.0.1:1883, but the cloud is not there: for 30 s the gateway has waited for spBv1.0/STATE/opcspace, {words}",
            Assert.Single(_log.Messages), StringComparison.Ordinal);
    }
}

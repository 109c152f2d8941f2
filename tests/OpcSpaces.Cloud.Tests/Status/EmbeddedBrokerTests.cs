using System.Text;
using System.Text.Json;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Cloud.Tests.Status;

/// <summary>The cloud with the broker inside it, as gateways and operators see it.</summary>
public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("embedded-broker");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_gateway_finds_STATE_at_once_and_the_status_shows_its_connection()
    {
        await using var cloud = await CloudServer.StartAsync(_data.FullPath, broker: null);
        await Eventually.ThatAsync(async () => await cloud.Client.GetStringAsync("healthz") == "Listening\n", Eventually.Patience, "the cloud to listen", () => cloud.Log);
        var states = new States();
        await using var gateway = await MqttConnector.Create(new MqttEndpointOptions { Port = cloud.BrokerPort }).ConnectAsync(new MqttSessionOptions { ClientId = "gw" }, states);
        await gateway.SubscribeAsync([new("spBv1.0/STATE/opcspaces", MqttQos.AtLeastOnce)]);
        await Eventually.ThatAsync(() => states.Last.Contains("\"online\":true", StringComparison.Ordinal), Eventually.Patience, "STATE");

        using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
        var broker = status.RootElement.GetProperty("broker");
        Assert.Equal((cloud.BrokerPort, 1, 1), (broker.GetProperty("port").GetInt32(), broker.GetProperty("connections").GetInt32(), broker.GetProperty("counts").GetProperty("Connected").GetInt32()));

        Assert.Equal(0, await cloud.StopAsync());
        Assert.Contains("\"online\":false", states.Last, StringComparison.Ordinal);
        Assert.Equal((byte?)0x8b, (await gateway.Closed).ReasonCode);
    }

    [Fact]
    public async Task An_address_that_others_reach_is_warned_of_when_no_certificates_are_asked_for()
    {
        await using (var open = await CloudServer.StartAsync(_data.FullPath, broker: null, "--broker-listen", "0.0.0.0"))
            Assert.Contains("Everybody who reaches 0.0.0.0 may publish", open.Log, StringComparison.Ordinal);
        await using var closed = await CloudServer.StartAsync(_data.FullPath, broker: null);
        Assert.DoesNotContain("Everybody who reaches", closed.Log, StringComparison.Ordinal);
        Assert.Contains($"listens on 127.0.0.1, port {closed.BrokerPort}", closed.Log, StringComparison.Ordinal);
    }

    private sealed class States : IMqttMessageHandler
    {
        private volatile string _last = "";

        public string Last => _last;

        public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
        {
            _last = Encoding.UTF8.GetString(payload);
            return ValueTask.CompletedTask;
        }
    }
}

using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.EndToEnd.Tests.Faults.BadInput;

/// <summary>A client of the real broker that publishes what it likes where it likes.</summary>
internal sealed class Rogue : IMqttMessageHandler, IAsyncDisposable
{
    private IMqttConnection _connection = null!;

    public static async Task<Rogue> ConnectAsync(int brokerPort)
    {
        var rogue = new Rogue();
        rogue._connection = await MqttConnector.Create(new MqttEndpointOptions { Port = brokerPort })
            .ConnectAsync(new MqttSessionOptions { ClientId = "rogue", KeepAliveSeconds = 300 }, rogue);
        return rogue;
    }

    /// <summary>At the broker when this returns (QoS 1).</summary>
    public Task SayAsync(string topic, byte[] payload) => _connection.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: false).AsTask();

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

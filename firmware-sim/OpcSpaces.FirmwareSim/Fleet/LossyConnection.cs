using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>A session whose batches are lost while its link loses them (<see cref="BrokerLink.LosesData"/>).</summary>
internal sealed class LossyConnection(IMqttConnection connection, BrokerLink link) : IMqttConnection
{
    public Task<MqttDisconnection> Closed => connection.Closed;

    public long HandlerFaults => connection.HandlerFaults;

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default) =>
        link.LosesData && IsData(topic) ? ValueTask.CompletedTask : connection.PublishAsync(topic, payload, qos, retain, ct);

    public Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default) => connection.SubscribeAsync(subscriptions, ct);

    public Task DisconnectAsync(bool sendWill, CancellationToken ct = default) => connection.DisconnectAsync(sendWill, ct);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // spBv1.0/GROUP/NDATA/NODE or spBv1.0/GROUP/DDATA/NODE/DEVICE
    private static bool IsData(string topic) => topic.Split('/') is [_, _, "NDATA" or "DDATA", ..];
}

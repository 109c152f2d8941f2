using System.Text;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.EdgeNode;

/// <summary>The link between a client and the <see cref="FakeBroker"/>.</summary>
internal sealed class FakeConnection(FakeBroker broker, IMqttMessageHandler handler) : IMqttConnection
{
    private readonly TaskCompletionSource<MqttDisconnection> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MqttDisconnection> Closed => _closed.Task;

    public long HandlerFaults => 0;

    public bool IsDisposed { get; private set; }

    public void Deliver(string topic, byte[] payload, bool retained) =>
        Assert.True(handler.OnMessage(Encoding.UTF8.GetBytes(topic), payload, retained).AsTask().IsCompletedSuccessfully);

    /// <summary>The link breaks without a DISCONNECT.</summary>
    public void Drop() => _closed.TrySetResult(new MqttDisconnection(MqttDisconnectCause.LinkLost, null, "the test cut it"));

    /// <summary>Another client with the same id connected.</summary>
    public void TakeOver() => _closed.TrySetResult(new MqttDisconnection(MqttDisconnectCause.ByBroker, MqttReason.SessionTakenOver, "session taken over (0x8e)"));

    public async ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default)
    {
        await broker.BeforePublish(topic).WaitAsync(ct);
        if (_closed.Task.IsCompleted) throw new MqttConnectionLostException(await _closed.Task);
        broker.Write(new BrokerEvent.Published(topic, payload.ToArray(), qos, retain));
    }

    public Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default)
    {
        broker.Write(new BrokerEvent.Subscribed(subscriptions));
        return Task.CompletedTask;
    }

    public Task DisconnectAsync(bool sendWill, CancellationToken ct = default)
    {
        broker.Write(new BrokerEvent.Disconnected(sendWill));
        _closed.TrySetResult(new MqttDisconnection(MqttDisconnectCause.Requested, null, "said goodbye"));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _closed.TrySetResult(new MqttDisconnection(MqttDisconnectCause.Requested, null, "disposed"));
        return ValueTask.CompletedTask;
    }
}

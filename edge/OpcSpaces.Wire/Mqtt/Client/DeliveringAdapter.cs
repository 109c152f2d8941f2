using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// Stands between MQTTnet's client and its link and hands messages to the handler where they are read: MQTTnet itself
/// would put them into a queue without bounds and go on reading. It also hears what the client does not tell: that
/// anything came at all, and the broker's DISCONNECT.
/// </summary>
internal sealed class DeliveringAdapter(IMqttChannelAdapter inner, IMqttMessageHandler handler, HandlerFaults faults) : IMqttChannelAdapter
{
    private long _lastHeardMs = Environment.TickCount64;

    public long BytesReceived => inner.BytesReceived;

    public long BytesSent => inner.BytesSent;

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => inner.PacketFormatterAdapter;

    internal byte? BrokerSaidGoodbye { get; private set; }

    /// <summary>The handler has asked for rest, so nothing can be heard.</summary>
    internal bool Rests { get; private set; }

    internal long SilentForMs => Environment.TickCount64 - Volatile.Read(ref _lastHeardMs);

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken) => inner.SendPacketAsync(packet, cancellationToken);

    public void ResetStatistics() => inner.ResetStatistics();

    public void Dispose() => inner.Dispose();

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var packet = await inner.ReceivePacketAsync(cancellationToken);
            Volatile.Write(ref _lastHeardMs, Environment.TickCount64);
            if (packet is MqttDisconnectPacket goodbye)
                BrokerSaidGoodbye = (byte)goodbye.ReasonCode;
            if (packet is not MqttPublishPacket message)
                return packet!;
            await DeliverAsync(message, cancellationToken);

            // QoS 1 goes on to the client, which has no handler of its own and only acknowledges it.
            if (message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce)
                return packet;
        }
    }

    private async ValueTask DeliverAsync(MqttPublishPacket message, CancellationToken ct)
    {
        try
        {
            var handled = Hand(message);
            if (handled.IsCompletedSuccessfully)
                return;
            Rests = true;
            await handled.AsTask().WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The session has ended meanwhile; the caller sees that next.
        }
        catch (Exception e)
        {
            faults.Report(e);
        }
        finally
        {
            if (Rests)
                Volatile.Write(ref _lastHeardMs, Environment.TickCount64);
            Rests = false;
        }
    }

    private ValueTask Hand(MqttPublishPacket message)
    {
        var topic = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(message.Topic.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(message.Topic, topic);
            var payload = message.Payload.IsSingleSegment ? message.Payload.FirstSpan : message.Payload.ToArray();
            return handler.OnMessage(topic.AsSpan(0, length), payload, message.Retain);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(topic);
        }
    }
}

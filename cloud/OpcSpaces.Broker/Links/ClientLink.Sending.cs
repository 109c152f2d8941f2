using MQTTnet.Packets;
using OpcSpaces.Broker.Counting;

namespace OpcSpaces.Broker.Links;

/// <summary>The packets of the protocol itself that go to the client.</summary>
internal sealed partial class ClientLink
{
    private readonly Lock _encoding = new(); // guards the encoder of the formatter
    private int _goodbyes;

    private void Answer(int type, ushort packetId)
    {
        Span<byte> packet = stackalloc byte[Acknowledgement.Size];
        Acknowledgement.Write(packet, type, packetId);
        Write(packet);
    }

    private void Send(MqttPacket packet)
    {
        if (packet is MqttDisconnectPacket && Interlocked.Exchange(ref _goodbyes, 1) != 0)
            return; // the server says it too when it stops
        lock (_encoding)
        {
            try
            {
                Write(PacketFormatterAdapter.Encode(packet).Packet);
            }
            finally
            {
                PacketFormatterAdapter.Cleanup();
            }
        }
    }

    /// <summary>A client that does not read the answers to what it sends is cut: no goodbye would reach it.</summary>
    private void Write(ReadOnlySpan<byte> packet)
    {
        if (_outgoing!.TryWrite(packet))
            return;
        if (!_ending.IsCancellationRequested)
        {
            _core.Counters.Add(BrokerEvent.EndedForSlowClient);
            LogFault(_core.Logger, ClientId, RemoteEndPoint, "it does not read, and too many answers wait for it");
            _ending.Cancel();
        }

        _connection.Abort();
    }
}

using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Broker.Links;

/// <summary>
/// Messages on their way to one client, within what it accepts: packets up to its Maximum Packet Size, and with QoS 1 and 2 no more
/// unacknowledged ones than its Receive Maximum (MQTT 5 §3.1.2.11.3, §4.9). Safe from any thread.
/// </summary>
internal sealed class Deliveries(Outgoing outgoing, uint maxPacketBytes, ushort receiveMaximum, int maxQueuedBytes, EventCounters<BrokerEvent> counters)
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly HashSet<ushort> _unacknowledged = [];
    private readonly Queue<(StoredMessage Message, byte Qos, bool Retain)> _waiting = [];
    private long _waitingBytes;
    private ushort _lastId;

    public void Send(in PublishView message, byte qos, bool retain)
    {
        if (PublishPacket.Size(message, qos, outgoing.IsVersion5) > maxPacketBytes)
            counters.Add(BrokerEvent.DroppedAsTooLarge);
        else if (qos > 0)
            SendAcknowledged(message, qos, retain);
        else if (!outgoing.TryWrite(message, 0, retain, packetId: 0))
            counters.Add(BrokerEvent.DroppedForSlowClient);
    }

    /// <summary>The client has finished with a message, so the next one may leave.</summary>
    public void Acknowledge(ushort packetId)
    {
        lock (_gate)
        {
            if (!_unacknowledged.Remove(packetId) || !_waiting.TryDequeue(out var next))
                return;
            _waitingBytes -= next.Message.Bytes;
            outgoing.TryWrite(next.Message.View, next.Qos, next.Retain, NextId(), anyway: true);
        }
    }

    private void SendAcknowledged(in PublishView message, byte qos, bool retain)
    {
        lock (_gate)
        {
            if (_unacknowledged.Count < receiveMaximum)
            {
                var id = NextId();
                if (outgoing.TryWrite(message, qos, retain, id))
                    return;
                _unacknowledged.Remove(id);
                counters.Add(BrokerEvent.DroppedForSlowClient);
                return;
            }

            var stored = new StoredMessage(message);
            if (_waitingBytes + stored.Bytes > maxQueuedBytes)
            {
                counters.Add(BrokerEvent.DroppedForSlowClient);
                return;
            }

            _waitingBytes += stored.Bytes;
            _waiting.Enqueue((stored, qos, retain));
        }
    }

    // There are 65,535 identifiers and at most as many unacknowledged messages, so a free one is found.
    private ushort NextId()
    {
        do
            _lastId = (ushort)((_lastId % ushort.MaxValue) + 1);
        while (!_unacknowledged.Add(_lastId));
        return _lastId;
    }
}

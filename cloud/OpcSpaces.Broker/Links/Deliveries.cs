using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Broker.Sessions;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Broker.Links;

/// <summary>
/// Messages on their way to one client, within what it accepts: packets up to its Maximum Packet Size, and with QoS 1 and 2 no more
/// unacknowledged ones than its Receive Maximum (MQTT 5 §3.1.2.11.3, §4.9). Safe from any thread.
/// </summary>
internal sealed class Deliveries(Outgoing outgoing, uint maxPacketBytes, ushort receiveMaximum, int maxQueuedBytes, QueueBudget budget, EventCounters<BrokerEvent> counters)
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly HashSet<ushort> _unacknowledged = [];
    private readonly Queue<(StoredMessage Message, byte Qos, bool Retain)> _waiting = [];
    private long _waitingBytes;
    private bool _isEnded;
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
            Release(next.Message);
            SendNow(next.Message.View, next.Qos, next.Retain);
        }
    }

    private void SendAcknowledged(in PublishView message, byte qos, bool retain)
    {
        lock (_gate)
        {
            if (_unacknowledged.Count < receiveMaximum)
            {
                SendNow(message, qos, retain);
                return;
            }

            var stored = new StoredMessage(message);
            if (_isEnded)
                return;
            if (_waitingBytes + CostOf(stored) > maxQueuedBytes || !budget.TryTake(CostOf(stored)))
            {
                counters.Add(BrokerEvent.DroppedForSlowClient);
                return;
            }

            _waitingBytes += CostOf(stored);
            _waiting.Enqueue((stored, qos, retain));
        }
    }

    /// <summary>Drops what waits, because the client is gone.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            while (_waiting.TryDequeue(out var next))
                Release(next.Message);
        }
    }

    // An empty message costs memory too.
    private static long CostOf(StoredMessage message) => message.Bytes + StoredMessage.OverheadBytes;

    private void Release(StoredMessage message)
    {
        _waitingBytes -= CostOf(message);
        budget.Return(CostOf(message));
    }

    private void SendNow(in PublishView message, byte qos, bool retain)
    {
        var id = NextId();
        if (outgoing.TryWrite(message, qos, retain, id))
            return;
        _unacknowledged.Remove(id);
        counters.Add(BrokerEvent.DroppedForSlowClient);
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

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// What one connection still has to send, in the order of the calls, bounded in bytes: who comes when it is full waits.
/// Any thread enqueues, the network thread takes. One message is always let in, however large.
/// </summary>
internal sealed class OutgoingQueue(int maxBytes)
{
    private readonly Lock _gate = new();

    // All under _gate.
    private readonly Queue<Outgoing> _items = new();
    private readonly LinkedList<WaitingPublish> _waiting = new();
    private int _bytes;
    private MqttDisconnection? _ended;

    /// <summary>How many wait to be taken, roughly: read without the lock.</summary>
    internal int Count => _items.Count;

    /// <summary>Completes when the message has been copied in; throws <see cref="MqttConnectionLostException"/> after <see cref="End"/>.</summary>
    internal Task PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, Acknowledgement? acknowledgement, CancellationToken ct)
    {
        WaitingPublish waiting;
        lock (_gate)
        {
            if (_ended is not null)
                return Task.FromException(new MqttConnectionLostException(_ended));
            if (_waiting.Count == 0 && HasRoomFor(Outgoing.CostOf(topic, payload.Length)))
            {
                Add(Outgoing.Publish(topic, payload.Span, qos, retain, acknowledgement));
                return Task.CompletedTask;
            }

            waiting = new WaitingPublish(topic, payload, qos, retain, acknowledgement);
            _waiting.AddLast(waiting);
        }

        return ct.CanBeCanceled ? WaitAsync(waiting, ct) : waiting.Task;
    }

    /// <summary>For subscriptions and the disconnection, which weigh nothing. False when the session has ended.</summary>
    internal bool TryAdd(in Outgoing item)
    {
        lock (_gate)
        {
            if (_ended is not null)
                return false;
            Add(item);
            return true;
        }
    }

    /// <summary>The next thing to send, unless it needs an acknowledgement and <paramref name="mayAwaitMore"/> is false.</summary>
    internal bool TryTake(bool mayAwaitMore, out Outgoing item)
    {
        lock (_gate)
        {
            if (!_items.TryPeek(out item) || (item.Qos != MqttQos.AtMostOnce && !mayAwaitMore))
                return false;
            _items.Dequeue();
            _bytes -= item.Cost;
            AdmitWaiting();
            return true;
        }
    }

    /// <summary>Nothing comes in from now on; whoever waits is told why.</summary>
    internal void End(MqttDisconnection why)
    {
        lock (_gate)
        {
            _ended = why;
            foreach (var waiting in _waiting)
                waiting.TrySetException(new MqttConnectionLostException(why));
            _waiting.Clear();
            foreach (var item in _items)
            {
                item.Acknowledgement?.TrySetException(new MqttConnectionLostException(why));
                item.Return();
            }

            _items.Clear();
            _bytes = 0;
        }
    }

    private async Task WaitAsync(WaitingPublish waiting, CancellationToken ct)
    {
        await using var registration = ct.UnsafeRegister(_ => Cancel(waiting, ct), null);
        await waiting.Task;
    }

    private void Cancel(WaitingPublish waiting, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_waiting.Remove(waiting))
                waiting.TrySetCanceled(ct);
        }
    }

    private void AdmitWaiting()
    {
        while (_waiting.First is { } first && HasRoomFor(first.Value.Cost))
        {
            _waiting.RemoveFirst();
            Add(first.Value.Copy());
            first.Value.TrySetResult();
        }
    }

    private void Add(in Outgoing item)
    {
        _items.Enqueue(item);
        _bytes += item.Cost;
    }

    private bool HasRoomFor(int cost) => _bytes == 0 || _bytes + cost <= maxBytes;
}

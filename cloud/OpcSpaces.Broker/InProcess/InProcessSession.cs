using System.Text;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Broker.Routing;
using OpcSpaces.Broker.Sessions;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.InProcess;

/// <summary>
/// A session inside this process. Its handler is called on the thread that reads from the publishing client, without a copy, and that client
/// waits while the handler has no room: the back-pressure reaches it as TCP's.
/// </summary>
internal sealed class InProcessSession(MqttSessionOptions options, IMqttMessageHandler handler, BrokerCore core) : Subscriber, IMqttConnection, ISession
{
    private const int OnStackBytes = 512;

    private readonly Lock _gate = new(); // held while the handler runs, so that it runs once at a time; guards what follows
    private readonly Queue<Waiting> _waiting = [];
    private readonly HashSet<string> _filters = [];
    private bool _isInside;
    private Task? _pending;

    private readonly HandlerFaults _faults = new(core.Logger, options.ClientId);
    private readonly TaskCompletionSource<MqttDisconnection> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Will? _will = options.Will is { } will ? new Will(will.Topic, will.Payload, (byte)will.Qos, will.Retain) : null;
    private int _isEnded;

    public Task<MqttDisconnection> Closed => _closed.Task;

    public long HandlerFaults => _faults.Count;

    public override bool IsRemote => false;

    public bool MayBeTakenOver => false;

    public Task Ended => Closed;

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default)
    {
        MqttTopic.Require(topic);
        if (ct.IsCancellationRequested)
            return ValueTask.FromCanceled(ct);
        if (Closed.IsCompleted)
            return ValueTask.FromException(new MqttConnectionLostException(Closed.Result));
        Span<byte> onStack = stackalloc byte[OnStackBytes];
        var utf8 = topic.Length * 3 <= OnStackBytes ? onStack[..Encoding.UTF8.GetBytes(topic, onStack)] : Encoding.UTF8.GetBytes(topic);
        core.Router.Post(new PublishView(utf8, default, payload.Span, (byte)qos, retain), this);
        return ValueTask.CompletedTask;
    }

    public Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        foreach (var subscription in subscriptions)
        {
            if (!TopicFilter.IsValid(subscription.Filter) || TopicFilter.IsShared(subscription.Filter))
                throw new MqttSubscribeRefusedException(subscription.Filter, MqttReason.TopicFilterInvalid);
        }

        foreach (var subscription in subscriptions)
        {
            lock (_gate)
            {
                if (Closed.IsCompleted)
                    throw new MqttConnectionLostException(Closed.Result);
                _filters.Add(subscription.Filter);
            }

            core.Router.Subscribe(subscription.Filter, new Subscription(this, (byte)subscription.Qos), RetainHandling.Always);
        }

        return Task.CompletedTask;
    }

    public Task DisconnectAsync(bool sendWill, CancellationToken ct = default)
    {
        End(new MqttDisconnection(MqttDisconnectCause.Requested, null, "closed by us"), sendWill);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        End(new MqttDisconnection(MqttDisconnectCause.Requested, null, "closed by us"), sendWill: true);
        return ValueTask.CompletedTask;
    }

    public void End(byte reason) => End(new MqttDisconnection(MqttDisconnectCause.ByBroker, reason, MqttReason.Describe(reason)), sendWill: true);

    public override void Post(in PublishView message, byte qos, bool retained) => _ = Take(message, retained, waits: false);

    public override ValueTask Deliver(in PublishView message, byte qos, bool retained) =>
        Take(message, retained, waits: true) is { } handled ? new ValueTask(handled) : ValueTask.CompletedTask;

    /// <summary>Null when the handler has finished with the message, or when nobody waits for that.</summary>
    private Task? Take(in PublishView message, bool retained, bool waits)
    {
        lock (_gate)
        {
            if (Closed.IsCompleted)
                return null;
            if (_isInside || _pending is not null)
            {
                var waiting = new Waiting(new StoredMessage(message), retained, waits ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null);
                _waiting.Enqueue(waiting);
                return waiting.Handled?.Task;
            }

            var handled = Call(message, retained);
            if (handled.IsCompletedSuccessfully && _waiting.Count == 0)
                return null;
            var first = waits && !handled.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            _pending = WorkOffAsync(handled.AsTask(), first);
            return first?.Task;
        }
    }

    private ValueTask Call(in PublishView message, bool retained)
    {
        _isInside = true;
        try
        {
            return handler.OnMessage(message.Topic, message.Payload, retained);
        }
        catch (Exception e)
        {
            _faults.Report(e);
            return ValueTask.CompletedTask;
        }
        finally
        {
            _isInside = false;
        }
    }

    /// <summary>Waits for the handler, then hands it what came meanwhile, one after the other.</summary>
    private async Task WorkOffAsync(Task handled, TaskCompletionSource? waiting)
    {
        await Task.Yield(); // the caller has the lock
        while (true)
        {
            try
            {
                await handled;
            }
            catch (Exception e)
            {
                _faults.Report(e);
            }

            waiting?.SetResult();
            lock (_gate)
            {
                if (Closed.IsCompleted)
                    DropWaiting();
                if (!_waiting.TryDequeue(out var next))
                {
                    _pending = null;
                    return;
                }

                waiting = next.Handled;
                handled = Call(next.Message.View, next.Retained).AsTask();
            }
        }
    }

    private void End(MqttDisconnection why, bool sendWill)
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
            return;
        lock (_gate)
        {
            foreach (var filter in _filters)
                core.Router.Unsubscribe(filter, this);
        }

        if (sendWill && _will is not null)
            core.Router.Post(_will.View, this);
        core.Sessions.Leave(options.ClientId, this);
        _closed.SetResult(why);
        lock (_gate)
        {
            if (_pending is null)
                DropWaiting();
        }
    }

    private void DropWaiting()
    {
        while (_waiting.TryDequeue(out var waiting))
            waiting.Handled?.SetResult();
    }

    private readonly record struct Waiting(StoredMessage Message, bool Retained, TaskCompletionSource? Handled);
}

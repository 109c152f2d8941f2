using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>One session over libmosquitto: the part that callers see, on any thread. The rest is in MosquittoConnection.Network.cs.</summary>
internal sealed partial class MosquittoConnection : IMqttConnection
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);

    private readonly MosquittoLoop _loop;
    private readonly MqttSessionOptions _session;
    private readonly ILogger _logger;
    private readonly HandlerFaults _faults;
    private readonly OutgoingQueue _outgoing;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttDisconnection> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _posted;
    private volatile bool _cut;

    /// <summary>Set by the opener when it is done with the handle; until then the network thread keeps off.</summary>
    private volatile bool _handedOver;

    internal MosquittoConnection(MosquittoLoop loop, MqttSessionOptions session, IMqttMessageHandler handler, ILogger logger)
    {
        _loop = loop;
        _session = session;
        _logger = logger;
        _faults = new HandlerFaults(logger, session.ClientId);
        _outgoing = new OutgoingQueue(session.MaxQueuedBytes);
        _inbound = new Inbound(handler, _faults, Post);
        _silenceMs = SilenceOf(session.KeepAliveSeconds);
        Token = loop.NextToken();
    }

    public Task<MqttDisconnection> Closed => _closed.Task;

    public long HandlerFaults => _faults.Count;

    /// <summary>Completes with the CONNACK, fails with <see cref="MqttConnectException"/>.</summary>
    internal Task Opened => _opened.Task;

    /// <summary>Names this connection to epoll; unlike a descriptor it is never used again.</summary>
    internal long Token { get; }

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default)
    {
        MqttTopic.Require(topic);
        ct.ThrowIfCancellationRequested();
        if (qos != MqttQos.AtMostOnce)
            return PublishAcknowledgedAsync(topic, payload, retain, ct);

        var queued = _outgoing.PublishAsync(topic, payload, qos, retain, null, ct);
        Post();
        return queued.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(queued);
    }

    public async Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default)
    {
        var requests = new List<(string[] Filters, Acknowledgement Granted)>();
        foreach (var group in subscriptions.GroupBy(s => s.Qos))
        {
            var filters = group.Select(s => s.Filter).ToArray();
            var granted = new Acknowledgement();
            var request = new Outgoing { Kind = OutgoingKind.Subscribe, Filters = filters, AskedQos = group.Key, Acknowledgement = granted };
            if (!_outgoing.TryAdd(request))
                throw new MqttConnectionLostException(await Closed);
            requests.Add((filters, granted));
        }

        Post();
        foreach (var (filters, granted) in requests)
        {
            var reasons = await granted.Task.WaitAsync(ct);
            for (var i = 0; i < reasons.Length; i++)
            {
                if (reasons[i] >= MqttReason.FirstFailure)
                    throw new MqttSubscribeRefusedException(filters[i], reasons[i]);
            }
        }
    }

    public async Task DisconnectAsync(bool sendWill, CancellationToken ct = default)
    {
        var goodbye = new Outgoing { Kind = OutgoingKind.Disconnect, Reason = sendWill ? MqttReason.DisconnectWithWill : (byte)0 };
        if (!ct.IsCancellationRequested && _outgoing.TryAdd(goodbye))
        {
            Post();
            await Task.WhenAny(Closed, Task.Delay(LeaveLimit, ct));
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Closed;
    }

    /// <summary>Has the link closed without a word, soon.</summary>
    internal void Cut()
    {
        _cut = true;
        Post();
    }

    /// <summary>Outside the network thread, before it knows this connection: resolves names, reads TLS files, starts TCP.</summary>
    internal void Open(MqttEndpointOptions endpoint, ConnectTarget target)
    {
        _state = GCHandle.Alloc(this);
        try
        {
            _usesTls = endpoint.Tls is not null;
            _handle = MosquittoHandle.Create(endpoint, _session, endpoint.ReadPassword(), GCHandle.ToIntPtr(_state));
            if (target.BindAddress is not null)
                _ = LibMosquitto.StringOption(_handle, LibMosquitto.OptionBindAddress, target.BindAddress);
            var error = LibMosquitto.ConnectAsync(_handle, target.Host, endpoint.Port, _session.KeepAliveSeconds);
            if (error is not (MosquittoError.Success or MosquittoError.ConnectionPending))
                throw NotOpened(error, Marshal.GetLastPInvokeError());
            WakePair.Silence(_handle);
        }
        catch (Exception e)
        {
            Release();
            _opened.TrySetException(e);
            return;
        }

        _handedOver = true;
        Post();
    }

    private async ValueTask PublishAcknowledgedAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct)
    {
        var acknowledgement = new Acknowledgement();
        var queued = _outgoing.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, acknowledgement, ct);
        Post();
        await queued;
        var reasons = await acknowledgement.Task.WaitAsync(ct);
        if (reasons[0] >= MqttReason.FirstFailure)
            throw new MqttPublishRefusedException(topic, reasons[0]);
    }

    private void Post()
    {
        if (Interlocked.Exchange(ref _posted, 1) == 0)
            _loop.Post(this);
    }
}

using System.Buffers;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Protocol;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>One session over MQTTnet: one client, one CONNECT, then never used again.</summary>
internal sealed class MqttConnection : IMqttConnection
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(500);

    private readonly MqttSessionOptions _session;
    private readonly HandlerFaults _faults;
    private readonly SocketProvider _sockets = new();
    private readonly DeliveringAdapterFactory _link;
    private readonly IMqttClient _client;
    private readonly TaskCompletionSource<MqttDisconnection> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One at a time enters MQTTnet, and a caller that gives up does so before: a write cut short would break the stream.
    private readonly SemaphoreSlim _sending = new(1);
    private readonly SemaphoreSlim _inflight;
    private readonly CancellationTokenSource _ended = new();
    private int _disposed;
    private volatile bool _requested;

    internal MqttConnection(MqttSessionOptions session, IMqttMessageHandler handler, ILogger logger)
    {
        _session = session;
        _faults = new HandlerFaults(logger, session.ClientId);
        _link = new DeliveringAdapterFactory(handler, _faults);
        _inflight = new SemaphoreSlim(session.MaxInflight);
        _client = new MqttClientFactory(new MqttNetNullLogger(), _link).CreateMqttClient();
    }

    public Task<MqttDisconnection> Closed => _closed.Task;

    public long HandlerFaults => _faults.Count;

    internal async Task<MqttClientConnectResult> OpenAsync(MqttEndpointOptions endpoint, CancellationToken ct)
    {
        _client.DisconnectedAsync += OnDisconnectedAsync;
        var result = await _client.ConnectAsync(ClientOptions.Build(endpoint, _session, _sockets), ct);
        if (result.ResultCode == MqttClientConnectResultCode.Success)
            _ = WatchAsync(result.ServerKeepAlive > 0 ? result.ServerKeepAlive : _session.KeepAliveSeconds);
        return result;
    }

    public async ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default)
    {
        MqttTopic.Require(topic);
        ct.ThrowIfCancellationRequested();
        if (qos == MqttQos.AtMostOnce)
            await SendAsync(Message(topic, payload, qos, retain), ct);
        else
            await SendAcknowledgedAsync(Message(topic, payload, qos, retain), ct);
    }

    public async Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default)
    {
        var options = new MqttClientSubscribeOptionsBuilder();
        foreach (var subscription in subscriptions)
            options.WithTopicFilter(subscription.Filter, (MqttQualityOfServiceLevel)subscription.Qos);
        var result = await LostUnlessOpenAsync(() => _client.SubscribeAsync(options.Build(), _ended.Token)).WaitAsync(ct);
        foreach (var item in result.Items)
        {
            if ((byte)item.ResultCode >= MqttReason.FirstFailure)
                throw new MqttSubscribeRefusedException(item.TopicFilter.Topic, (byte)item.ResultCode);
        }
    }

    public async Task DisconnectAsync(bool sendWill, CancellationToken ct = default)
    {
        if (!_requested && !Closed.IsCompleted && !ct.IsCancellationRequested)
        {
            _requested = true;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(LeaveLimit);
            try
            {
                await LeaveAsync(sendWill, limit.Token);
            }
            catch (Exception)
            {
                // Whatever went wrong with saying goodbye, the link is cut below.
            }
        }

        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _requested |= !Closed.IsCompleted;
        End(new MqttDisconnection(MqttDisconnectCause.Requested, null, "closed by us"));
        return ValueTask.CompletedTask;
    }

    private async Task LeaveAsync(bool sendWill, CancellationToken ct)
    {
        // Behind every message that is being written.
        await _sending.WaitAsync(ct);
        var goodbye = new MqttClientDisconnectOptions
        {
            Reason = sendWill ? MqttClientDisconnectOptionsReason.DisconnectWithWillMessage : MqttClientDisconnectOptionsReason.NormalDisconnection,
        };
        await _client.DisconnectAsync(goodbye, CancellationToken.None).WaitAsync(ct);
        await _sockets.LingerAsync(ct);
    }

    private async Task SendAsync(MqttApplicationMessage message, CancellationToken ct)
    {
        await EnterAsync(_sending, ct);
        var sending = ReleaseAfterAsync(_sending, LostUnlessOpenAsync(() => _client.PublishAsync(message, CancellationToken.None)));
        await sending.WaitAsync(ct);
    }

    private async Task SendAcknowledgedAsync(MqttApplicationMessage message, CancellationToken ct)
    {
        Task<MqttClientPublishResult> publishing;
        await EnterAsync(_sending, ct);
        try
        {
            // Waiting for room while holding the turn keeps the order of the calls.
            await EnterAsync(_inflight, ct);

            // It lines up for the link before it returns, so whoever comes next comes after it.
            publishing = ReleaseAfterAsync(_inflight, LostUnlessOpenAsync(() => _client.PublishAsync(message, _ended.Token)));
        }
        finally
        {
            _sending.Release();
        }

        var result = await publishing.WaitAsync(ct);
        if ((byte)result.ReasonCode >= MqttReason.FirstFailure)
            throw new MqttPublishRefusedException(message.Topic, (byte)result.ReasonCode);
    }

    private async Task EnterAsync(SemaphoreSlim gate, CancellationToken ct)
    {
        // Free means that nobody lines up: Release hands over to who waits.
        if (gate.Wait(0, CancellationToken.None))
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _ended.Token);
        try
        {
            await gate.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MqttConnectionLostException(await Closed);
        }
    }

    private async Task<T> LostUnlessOpenAsync<T>(Func<Task<T>> call)
    {
        if (Closed.IsCompleted)
            throw new MqttConnectionLostException(await Closed);
        try
        {
            return await call();
        }
        catch (Exception e) when (e is not ArgumentException)
        {
            // Whatever MQTTnet says about it, a call that fails leaves a link that nothing may be sent over.
            End(Cause(MqttDisconnectCause.LinkLost, e.Message));
            throw new MqttConnectionLostException(await Closed);
        }
    }

    private static async Task<T> ReleaseAfterAsync<T>(SemaphoreSlim gate, Task<T> task)
    {
        try
        {
            return await task;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>MQTTnet pings only after it has sent nothing for a while, so a publisher would never find out.</summary>
    private async Task WatchAsync(int keepAliveSeconds)
    {
        using var timer = new PeriodicTimer(WatchInterval);
        var pinged = false;
        var looked = Environment.TickCount64;
        while (!_ended.IsCancellationRequested && await timer.WaitForNextTickAsync())
        {
            // A look that comes late, because this process stood still, would blame the link for it: what the peer said may
            // lie unread.
            var late = Environment.TickCount64 - looked > 2 * WatchInterval.TotalMilliseconds;
            looked = Environment.TickCount64;
            if (late) continue;
            var silentMs = _link.Adapter!.Rests ? 0 : _link.Adapter.SilentForMs;
            if (silentMs > keepAliveSeconds * 1500L)
                End(new MqttDisconnection(MqttDisconnectCause.LinkSilent, null, $"nothing heard for {silentMs / 1000.0:0.0} s"));
            else if (silentMs < keepAliveSeconds * 1000L)
                pinged = false;
            else if (!pinged)
            {
                pinged = true;
                _ = PingAsync();
            }
        }
    }

    private async Task PingAsync()
    {
        try
        {
            await _client.PingAsync(_ended.Token);
        }
        catch (Exception)
        {
            // The watch looks at what is heard, and the client's own event at what broke.
        }
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs e)
    {
        // Its Reason says NormalDisconnection after a broken link too.
        if (e.ClientWasConnected && !_requested)
            End(Cause(MqttDisconnectCause.LinkLost, e.Exception?.Message ?? "closed without a word"));
        return Task.CompletedTask;
    }

    private MqttDisconnection Cause(MqttDisconnectCause otherwise, string detail)
    {
        if (_requested)
            return new MqttDisconnection(MqttDisconnectCause.Requested, null, "closed by us");
        return _link.Adapter?.BrokerSaidGoodbye is { } code
            ? new MqttDisconnection(MqttDisconnectCause.ByBroker, code, MqttReason.Describe(code))
            : new MqttDisconnection(otherwise, null, detail);
    }

    private void End(MqttDisconnection why)
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _closed.TrySetResult(why);
        _ended.Cancel();
        _sockets.Dispose();
        try
        {
            _client.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // MQTTnet saw the sockets go and is cleaning up on its own thread at this very moment; that one finishes it.
        }
    }

    /// <summary>The caller may give up while MQTTnet still writes, so it gets a payload of its own.</summary>
    private static MqttApplicationMessage Message(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(payload.ToArray()),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
        Retain = retain,
    };
}

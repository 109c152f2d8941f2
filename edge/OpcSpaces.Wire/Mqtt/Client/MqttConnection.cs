using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>One session over one MQTTnet client: one CONNECT, then never used again.</summary>
internal sealed class MqttConnection : IMqttConnection
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerStep = TimeSpan.FromSeconds(1);

    private readonly MqttSessionOptions _session;
    private readonly HandlerFaults _faults;
    private readonly SocketProvider _sockets = new();
    private readonly MqttLink _link;
    private readonly IMqttClient _client;
    private readonly TaskCompletionSource<MqttDisconnection> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Held while a publisher waits for room or for a free acknowledgement, so that nobody overtakes it.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _inflight;
    private readonly CancellationTokenSource _ended = new();
    private int _disposed;
    private volatile bool _opened;
    private volatile bool _requested;

    internal MqttConnection(MqttSessionOptions session, IMqttMessageHandler handler, WritePace pace, ILogger logger)
    {
        _session = session;
        _faults = new HandlerFaults(logger, session.ClientId);
        _link = new MqttLink(session, handler, _faults, pace, OnWriteFailed);
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
        {
            _opened = true;
            _ = WatchAsync(new KeepAlive(_link.ServerKeepAliveSeconds > 0 ? _link.ServerKeepAliveSeconds : _session.KeepAliveSeconds));
        }

        return result;
    }

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default)
    {
        MqttTopic.Require(topic);
        if (ct.IsCancellationRequested)
            return ValueTask.FromCanceled(ct);
        if (qos == MqttQos.AtLeastOnce)
            return PublishAcknowledgedAsync(topic, payload, retain, ct);
        var packet = new PublishPacket(topic, payload, retain);

        // A free turn means that nobody waits who could be overtaken.
        if (_turn.CurrentCount > 0 && !Closed.IsCompleted && TryAppend(packet, out _))
            return ValueTask.CompletedTask;
        return PublishInTurnAsync(packet, ct);
    }

    public async Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default)
    {
        var options = new MqttClientSubscribeOptionsBuilder();
        foreach (var subscription in subscriptions)
            options.WithTopicFilter(subscription.Filter, (MqttQualityOfServiceLevel)subscription.Qos);
        var result = await LostUnlessOpenAsync(() => AnsweredAsync(_client.SubscribeAsync(options.Build(), _ended.Token), "SUBACK")).WaitAsync(ct);
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
                // Whatever failed, the link is cut below.
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
        // After every publisher that waits.
        await _turn.WaitAsync(ct);
        var goodbye = new MqttClientDisconnectOptions
        {
            Reason = sendWill ? MqttClientDisconnectOptionsReason.DisconnectWithWillMessage : MqttClientDisconnectOptionsReason.NormalDisconnection,
        };
        await _client.DisconnectAsync(goodbye, CancellationToken.None).WaitAsync(ct);
        await _sockets.LingerAsync(ct);
    }

    /// <summary>When it is false, it is worth trying again when <paramref name="room"/> completes.</summary>
    private bool TryAppend(in PublishPacket packet, [NotNullWhen(false)] out Task? room)
    {
        try
        {
            return _link.Sending.TryAppend(packet, out room);
        }
        catch (MqttCommunicationException)
        {
            // The link has ended: that ends the session too.
            room = Closed;
            return false;
        }
        catch (PacketTooLargeException e)
        {
            End(new MqttDisconnection(MqttDisconnectCause.TooLarge, null, e.Message));
            room = Closed;
            return false;
        }
    }

    private async ValueTask PublishInTurnAsync(PublishPacket packet, CancellationToken ct)
    {
        await EnterAsync(_turn, ct);
        try
        {
            await ThrowIfClosedAsync();
            while (!TryAppend(packet, out var room))
            {
                await room.WaitAsync(ct);
                await ThrowIfClosedAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask PublishAcknowledgedAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct)
    {
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            Retain = retain,
        };
        Task<MqttClientPublishResult> publishing;
        await EnterAsync(_turn, ct);
        try
        {
            await EnterAsync(_inflight, ct);

            // The packet is in the send buffer when the call returns: the caller may give up, and the next publisher comes after it.
            publishing = ReleaseAfterAsync(_inflight, LostUnlessOpenAsync(() => AnsweredAsync(_client.PublishAsync(message, _ended.Token), "PUBACK")));
        }
        finally
        {
            _turn.Release();
        }

        var result = await publishing.WaitAsync(ct);
        if ((byte)result.ReasonCode >= MqttReason.FirstFailure)
            throw new MqttPublishRefusedException(topic, (byte)result.ReasonCode);
    }

    private async ValueTask ThrowIfClosedAsync()
    {
        if (Closed.IsCompleted)
            throw new MqttConnectionLostException(await Closed);
    }

    private async Task EnterAsync(SemaphoreSlim gate, CancellationToken ct)
    {
        // A free gate means that nobody waits: Release hands the gate to the first who waits.
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
        await ThrowIfClosedAsync();
        try
        {
            return await call();
        }
        catch (Exception e) when (e is not ArgumentException)
        {
            // Whatever MQTTnet reports, nothing may be sent over a link after a failed call.
            End(e.GetBaseException() is PacketTooLargeException large
                ? new MqttDisconnection(MqttDisconnectCause.TooLarge, null, large.Message)
                : Cause(MqttDisconnectCause.LinkLost, e.Message));
            throw new MqttConnectionLostException(await Closed);
        }
    }

    /// <summary>Ends the session when the broker does not answer in time. Time in which nothing is read, because the handler is busy, does not count.</summary>
    private async Task<T> AnsweredAsync<T>(Task<T> answer, string packet)
    {
        for (var silentSeconds = 0; !answer.IsCompleted;)
        {
            await Task.WhenAny(answer, Task.Delay(AnswerStep));
            if (answer.IsCompleted || _link.IsReadingPaused || ++silentSeconds < _session.AnswerTimeoutSeconds)
                continue;
            End(new MqttDisconnection(MqttDisconnectCause.NoAnswer, null, $"the broker sent no {packet} within {silentSeconds} s"));
            break;
        }

        return await answer;
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

    private async Task WatchAsync(KeepAlive keepAlive)
    {
        using var timer = new PeriodicTimer(keepAlive.Interval);
        while (!_ended.IsCancellationRequested && await timer.WaitForNextTickAsync())
        {
            var now = Environment.TickCount64;
            var silentMs = _link.IsReadingPaused ? 0 : _link.SilentForMs;
            var verdict = keepAlive.Look(now, silentMs, now - _link.Sending.LastWriteMs);
            if (verdict == KeepAlive.Verdict.Ping)
                _ = PingAsync();
            else if (verdict == KeepAlive.Verdict.LinkIsSilent)
                End(new MqttDisconnection(MqttDisconnectCause.LinkSilent, null, $"nothing came for {silentMs / 1000.0:0.0} s"));
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
            // The keep-alive notices a silent link, and OnDisconnectedAsync a broken one.
        }
    }

    private void OnWriteFailed(Exception e)
    {
        // While the session is being opened, reading fails too and gives the better reason.
        if (_opened)
            End(Cause(MqttDisconnectCause.LinkLost, e.Message));
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs e)
    {
        // e.Reason is useless: it is NormalDisconnection after a broken link too.
        if (e.ClientWasConnected && !_requested)
        {
            var cause = e.Exception is MqttProtocolViolationException ? MqttDisconnectCause.ProtocolFault : MqttDisconnectCause.LinkLost;
            End(Cause(cause, e.Exception?.Message ?? "closed without a DISCONNECT"));
        }

        return Task.CompletedTask;
    }

    private MqttDisconnection Cause(MqttDisconnectCause otherwise, string detail)
    {
        if (_requested)
            return new MqttDisconnection(MqttDisconnectCause.Requested, null, "closed by us");
        return _link.DisconnectReason is { } code
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
            // MQTTnet noticed that the socket was closed and is cleaning up on its own thread right now; that thread finishes it.
        }
    }
}

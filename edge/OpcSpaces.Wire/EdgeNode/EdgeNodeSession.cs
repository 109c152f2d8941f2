using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// One Sparkplug session of one edge node: exactly one CONNECT, its Will, its births, its data and its end (Sparkplug 3.0 §5).
/// Publishing is thread-safe: messages go out in the order of the calls, and <c>seq</c> follows that order.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never used has nothing to dispose.")]
public sealed class EdgeNodeSession
{
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LaterPatience = TimeSpan.FromMinutes(10);

    private readonly EdgeNodeOptions _options;
    private readonly EdgeNodeTopics _topics;
    private readonly IBirthSource _births;
    private readonly ISessionListener _listener;
    private readonly EdgeNodeInbox _inbox;
    private readonly EventCounters<EdgeNodeEvent> _counters;
    private readonly TimeProvider _time;
    private readonly byte _birthSequence;
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Held while one message gets its seq and is handed to the connection, and for all births together. Guards the fields below.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private IMqttConnection? _connection;
    private byte _seq;
    private volatile BornNode? _born;

    // Set without the gate, read while holding it.
    private volatile bool _rebirthWanted;
    private int _over;

    internal EdgeNodeSession(
        EdgeNodeOptions options, byte birthSequence, IBirthSource births, ICommandHandler commands, ISessionListener listener,
        PrimaryHostState host, EventCounters<EdgeNodeEvent> counters, TimeProvider time)
    {
        (_options, _birthSequence, _births, _listener, _counters, _time) = (options, birthSequence, births, listener, counters, time);
        _topics = new EdgeNodeTopics(options);
        _inbox = new EdgeNodeInbox(_topics, host, commands, counters)
        {
            RebirthRequested = () => Watch(RebirthAsync()),
            HostOffline = detail => Watch(FarewellAsync(new SessionEnd(SessionEndReason.HostOffline, detail))),
        };
    }

    /// <summary>Completes exactly once, after the last message of the session.</summary>
    public Task<SessionEnd> Ended => _ended.Task;

    public byte BirthSequence => _birthSequence;

    /// <summary>The outbox position in the last birth; batches up to its <see cref="OutboxPosition.LastSequence"/> are sent as history.</summary>
    public OutboxPosition Declared => _born?.Outbox ?? default;

    /// <summary>
    /// Sends one batch. False when the session has ended; the batch may or may not have been sent then. A device that was not in the last
    /// birth is a bug and throws. Returns when the connection has taken the message, which does not mean that it arrives.
    /// </summary>
    public async ValueTask<bool> PublishDataAsync(
        string? device, ulong sequence, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (IsOver) return false;
            // After a rebirth request the births go first, before everyone who already waits at the gate.
            if (_rebirthWanted) await PublishBirthsAsync();
            var born = _born ?? throw new InvalidOperationException("Data was published before the births of this session.");
            var target = born.TargetOf(device);
            _buffer.ResetWrittenCount();
            OutboxMessageWriter.Write(
                _buffer, NowMs, _seq, target.EpochAlias, born.Outbox.Epoch, target.SequenceAlias, sequence, content.Span,
                historical: sequence <= born.Outbox.LastSequence);
            await PublishAsync(target.Topic, _buffer.WrittenMemory);
            _seq++;
            _counters.Add(EdgeNodeEvent.DataPublished);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Sends all births again with the same bdSeq. False when the session has ended.</summary>
    public async Task<bool> RebirthAsync()
    {
        _rebirthWanted = true;
        await _gate.WaitAsync();
        try
        {
            if (IsOver) return false;
            if (_rebirthWanted && _born is not null) await PublishBirthsAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Connects, subscribes, waits for the primary host and sends the births. Throws <see cref="IOException"/> when the broker fails or
    /// refuses; false when the session ended before its births. With <paramref name="leaveWhenHostOffline"/> an offline host
    /// ends the attempt, so that the caller can go to the next broker; without it the session waits for the host.
    /// </summary>
    internal async Task<bool> OpenAsync(IMqttConnector connector, bool leaveWhenHostOffline, CancellationToken cancellation)
    {
        _inbox.LeaveWhenHostOffline = leaveWhenHostOffline;
        _connection = await connector.ConnectAsync(SessionOptions(), _inbox, cancellation);
        _counters.Add(EdgeNodeEvent.Connected);
        Watch(EndWithAsync(_connection));

        List<MqttSubscription> subscriptions = [new(_topics.NodeCommand, MqttQos.AtLeastOnce)];
        if (_topics.PrimaryHostState is { } state) subscriptions.Add(new(state, MqttQos.AtLeastOnce));
        await _connection.SubscribeAsync(subscriptions, cancellation);
        if (_topics.PrimaryHostState is { } awaited) await AwaitHostAsync(connector.Address, awaited, cancellation);

        await _gate.WaitAsync(cancellation);
        try
        {
            if (IsOver) return false;
            await PublishBirthsAsync();
        }
        finally
        {
            _gate.Release();
        }

        return true;
    }

    /// <summary>Publishes the NDEATH, then disconnects with reason 0x04 (tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath).</summary>
    internal Task StopAsync() => FarewellAsync(new SessionEnd(SessionEndReason.Stopped, "stopped"));

    /// <summary>Drops the connection of an attempt that failed.</summary>
    internal async Task AbandonAsync(string detail)
    {
        if (!TryEnd()) return;
        if (_connection is { } connection) await connection.DisposeAsync();
        _ended.TrySetResult(new SessionEnd(SessionEndReason.NotConnected, detail));
    }

    // Without an end: the host may be away for days, and the next session would have to wait as well. So the listener is told.
    private async Task AwaitHostAsync(string broker, string topic, CancellationToken cancellation)
    {
        var over = Task.WhenAny(_inbox.HostOnline, _ended.Task);
        var began = _time.GetTimestamp();
        for (var patience = FirstPatience; ; patience = LaterPatience)
        {
            try
            {
                await over.WaitAsync(patience, _time, cancellation);
                return;
            }
            catch (TimeoutException)
            {
                _listener.OnHostAwaited(new HostAwaited(broker, topic, _time.GetElapsedTime(began), _inbox.Seen));
            }
        }
    }

    private bool IsOver => Volatile.Read(ref _over) != 0;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private MqttSessionOptions SessionOptions() => new()
    {
        ClientId = _options.EffectiveClientId,
        Will = new MqttWill(_topics.NodeDeath, Encode(SessionPayloads.NodeDeath(_birthSequence)), MqttQos.AtLeastOnce, Retain: false),
        KeepAliveSeconds = _options.KeepAliveSeconds,
    };

    // Only while holding the gate.
    private async Task PublishBirthsAsync()
    {
        _rebirthWanted = false;
        var snapshot = _births.Capture();
        if (snapshot.Definition.Faults() is [_, ..] faults)
            throw new InvalidOperationException("The births of this edge node would be invalid: " + string.Join("; ", faults));

        var before = _born;
        foreach (var gone in before?.Devices.Except(snapshot.Definition.Devices.Select(device => device.Id)) ?? [])
        {
            await PublishAsync(_topics.DeviceDeath(gone), Encode(SessionPayloads.DeviceDeath(NowMs, _seq)));
            _seq++;
        }

        // Set before the host can answer: its watermark may come by alias before the last zone's birth is sent.
        var born = new BornNode(_topics, snapshot);
        _inbox.Born = born;
        await PublishAsync(_topics.NodeBirth, Encode(SessionPayloads.NodeBirth(snapshot, _birthSequence, NowMs, 0)));
        _seq = 1;
        foreach (var device in snapshot.Definition.Devices)
        {
            await PublishAsync(_topics.DeviceBirth(device.Id), Encode(SessionPayloads.DeviceBirth(snapshot, device, NowMs, _seq)));
            _seq++;
        }

        _born = born;
        _counters.Add(EdgeNodeEvent.Born);
        if (before is not null) _listener.OnReborn(this);
    }

    private ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload) =>
        _connection!.PublishAsync(topic, payload, MqttQos.AtMostOnce, retain: false);

    private static byte[] Encode(SparkplugPayload payload)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        SparkplugCodec.Encode(payload, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private async Task EndWithAsync(IMqttConnection connection)
    {
        var closed = await connection.Closed;
        if (!TryEnd()) return;
        await connection.DisposeAsync();
        _ended.TrySetResult(new SessionEnd(SessionEndReason.ConnectionLost, closed.ToString()) { Disconnection = closed });
    }

    private async Task FarewellAsync(SessionEnd end)
    {
        if (!TryEnd())
        {
            await _ended.Task;
            return;
        }

        if (_connection is { } connection) await SayGoodbyeAsync(connection);
        _ended.TrySetResult(end);
    }

    private async Task SayGoodbyeAsync(IMqttConnection connection)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.FarewellTimeoutMs), _time);
        try
        {
            // After the message that is being handed over; everyone who waits at the gate gets false.
            await _gate.WaitAsync(timeout.Token);
            try
            {
                await connection.PublishAsync(
                    _topics.NodeDeath, Encode(SessionPayloads.NodeDeath(_birthSequence)), MqttQos.AtLeastOnce, retain: false, timeout.Token);
                await connection.DisconnectAsync(sendWill: true, timeout.Token);
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The connection is closed below without a DISCONNECT, so the broker sends the Will instead.
        }

        await connection.DisposeAsync();
    }

    private bool TryEnd() => Interlocked.Exchange(ref _over, 1) == 0;

    // A bug in a background task (such as an invalid birth) must be thrown where Ended is awaited.
    private async void Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e)
        {
            _ = TryEnd();
            _ended.TrySetException(e);
        }
    }
}

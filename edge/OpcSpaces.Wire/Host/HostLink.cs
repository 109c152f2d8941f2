using System.Text;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.Host;

/// <summary>One connection of a host application, from CONNECT to its end, with one STATE timestamp.</summary>
internal sealed class HostLink : IMqttMessageHandler, IDisposable
{
    private readonly string _stateTopic;
    private readonly byte[] _stateTopicUtf8;
    private readonly HostConnectionOptions _options;
    private readonly IHostListener _listener;
    private readonly EventCounters<HostConnectionEvent> _counters;
    private readonly TaskCompletionSource<long> _overtaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended; // valid also after the source's disposal
    private readonly TimeProvider _time;
    private readonly StateRepair _repair;
    private volatile bool _publishedOnline;
    private volatile string? _foreign; // what another program wrote to our topic since the last repair
    private volatile bool _overwritten; // between our first STATE and its acknowledgement
    private volatile bool _leaving;
    private volatile bool _cameBack; // our own STATE

    public HostLink(HostConnectionOptions options, long timestampMs, IHostListener listener, EventCounters<HostConnectionEvent> counters, TimeProvider time)
    {
        (_options, TimestampMs, _listener, _counters, _time) = (options, timestampMs, listener, counters, time);
        _ended = _end.Token;
        _repair = new StateRepair(RepublishOnlineAsync, time, _ended);
        _stateTopic = HostState.TopicOf(options.HostId);
        _stateTopicUtf8 = Encoding.UTF8.GetBytes(_stateTopic);
    }

    public long TimestampMs { get; }

    public IMqttConnection? Connection { get; private set; }

    /// <summary>Completes with a STATE timestamp of this host that is later than this link's: edge nodes that saw it ignore this link's STATE.</summary>
    public Task<long> Overtaken => _overtaken.Task;

    /// <summary>Connects, subscribes and publishes that the host is online; throws <see cref="IOException"/>.</summary>
    public async Task OpenAsync(IMqttConnector connector, CancellationToken cancellation)
    {
        Connection = await connector.ConnectAsync(
            new MqttSessionOptions
            {
                ClientId = _options.EffectiveClientId,
                Will = new MqttWill(_stateTopic, new HostState(false, TimestampMs).ToUtf8(), MqttQos.AtLeastOnce, Retain: true),
                KeepAliveSeconds = _options.KeepAliveSeconds,
            },
            this,
            cancellation);
        _counters.Add(HostConnectionEvent.Connected);
        _listener.OnConnected();
        await Connection.SubscribeAsync(Subscriptions(), cancellation);
        await PublishStateAsync(new HostState(true, TimestampMs), cancellation);
        _publishedOnline = true;
        _listener.OnOnline(TimestampMs);
        if (_overwritten) _repair.Want();
        _ = WatchOwnStateAsync();
    }

    /// <summary>Publishes that the host is offline, with <paramref name="timestampMs"/>, then disconnects (tck-id-host-topic-phid-death-payload-disconnect-clean).</summary>
    public async Task LeaveAsync(long timestampMs, CancellationToken cancellation)
    {
        _leaving = true;
        await PublishStateAsync(new HostState(false, timestampMs), cancellation);
        await Connection!.DisconnectAsync(sendWill: false, cancellation);
    }

    /// <summary>Ends the repairs of STATE; the connection is closed by its owner.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        if (topicUtf8.SequenceEqual(_stateTopicUtf8)) OnOwnState(payload, retained);
        else if (retained) _counters.Add(HostConnectionEvent.RetainedDropped);
        else return _listener.OnMessage(topicUtf8, payload);
        return ValueTask.CompletedTask;
    }

    // Not spBv1.0/#, because the broker would send our own commands back. Deaths are published, and so subscribed, with QoS 1.
    private List<MqttSubscription> Subscriptions()
    {
        List<MqttSubscription> subscriptions = [new(_stateTopic, MqttQos.AtLeastOnce)];
        foreach (var group in _options.Groups.Count == 0 ? ["+"] : _options.Groups)
        {
            subscriptions.Add(new($"spBv1.0/{group}/NBIRTH/+", MqttQos.AtMostOnce));
            subscriptions.Add(new($"spBv1.0/{group}/DBIRTH/+/+", MqttQos.AtMostOnce));
            subscriptions.Add(new($"spBv1.0/{group}/NDATA/+", MqttQos.AtMostOnce));
            subscriptions.Add(new($"spBv1.0/{group}/DDATA/+/+", MqttQos.AtMostOnce));
            subscriptions.Add(new($"spBv1.0/{group}/NDEATH/+", MqttQos.AtLeastOnce));
            subscriptions.Add(new($"spBv1.0/{group}/DDEATH/+/+", MqttQos.AtMostOnce));
        }

        return subscriptions;
    }

    /// <summary>
    /// Whatever is not our own STATE is replaced by it: edge nodes that connect now would see nothing else, and wait for ever. Only a
    /// believable later timestamp needs a new one of ours, because edge nodes ignore what is older.
    /// </summary>
    private void OnOwnState(ReadOnlySpan<byte> payload, bool retained)
    {
        if (_leaving) return;
        var isState = HostState.TryParse(payload, out var state);
        if (isState && state == new HostState(true, TimestampMs))
        {
            _cameBack = true;
            return;
        }

        var isFromFuture = isState && state.IsFromFuture(_time.GetUtcNow().ToUnixTimeMilliseconds());
        if (isState && !isFromFuture && state.TimestampMs > TimestampMs)
        {
            _overtaken.TrySetResult(state.TimestampMs);
            return;
        }

        // What was kept from before this connection is replaced by its first STATE. An earlier offline is the Will of our last connection.
        if (!_publishedOnline && retained) return;
        if (!isState || isFromFuture || state.Online)
        {
            _counters.Add(HostConnectionEvent.ForeignState);
            _foreign = payload.IsEmpty ? "an empty message" : !isState ? $"{payload.Length} bytes that are no STATE" : $"a STATE with the timestamp {state.TimestampMs}";
        }

        _overwritten = true;
        if (_publishedOnline) _repair.Want();
    }

    /// <summary>A broker may acknowledge everything and deliver nothing, as one whose access list denies our topics does: without a word, it would look like a quiet building.</summary>
    private async Task WatchOwnStateAsync()
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(HostConnectionOptions.OwnStateSeconds), _time, _ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_cameBack || _leaving || _ended.IsCancellationRequested) return;
            _listener.OnUndelivered(
                $"The broker acknowledged our STATE on '{_stateTopic}', and does not deliver it to us, although we are subscribed to it. It may deliver nothing at all, and gateways may wait for us for ever.");
        }
    }

    private async Task RepublishOnlineAsync()
    {
        if (_leaving) return;
        if (_foreign is { } foreign)
        {
            _foreign = null;
            _listener.OnSuspicion($"Another program writes to the topic '{_stateTopic}' ({foreign}). It was replaced by our STATE, without which gateways send nothing.");
        }

        _counters.Add(HostConnectionEvent.StateRepublished);
        await PublishStateAsync(new HostState(true, TimestampMs), _ended);
    }

    private ValueTask PublishStateAsync(HostState state, CancellationToken cancellation) =>
        Connection!.PublishAsync(_stateTopic, state.ToUtf8(), MqttQos.AtLeastOnce, retain: true, cancellation);
}

using System.Text;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.Host;

/// <summary>One connection of a host application, from CONNECT to its end, with one STATE timestamp.</summary>
internal sealed class HostLink : IMqttMessageHandler
{
    private readonly string _stateTopic;
    private readonly byte[] _stateTopicUtf8;
    private readonly HostConnectionOptions _options;
    private readonly IHostListener _listener;
    private readonly EventCounters<HostConnectionEvent> _counters;
    private readonly TaskCompletionSource<long> _overtaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _publishedOnline;
    private volatile bool _leaving;

    public HostLink(HostConnectionOptions options, long timestampMs, IHostListener listener, EventCounters<HostConnectionEvent> counters)
    {
        (_options, TimestampMs, _listener, _counters) = (options, timestampMs, listener, counters);
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
    }

    /// <summary>Publishes that the host is offline, with <paramref name="timestampMs"/>, then disconnects (tck-id-host-topic-phid-death-payload-disconnect-clean).</summary>
    public async Task LeaveAsync(long timestampMs, CancellationToken cancellation)
    {
        _leaving = true;
        await PublishStateAsync(new HostState(false, timestampMs), cancellation);
        await Connection!.DisconnectAsync(sendWill: false, cancellation);
    }

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        if (topicUtf8.SequenceEqual(_stateTopicUtf8)) OnOwnState(payload);
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

    private void OnOwnState(ReadOnlySpan<byte> payload)
    {
        if (_leaving || !HostState.TryParse(payload, out var state)) return;
        if (state.TimestampMs > TimestampMs) _overtaken.TrySetResult(state.TimestampMs);
        else if (!state.Online && _publishedOnline) RepublishOnline();
    }

    private async void RepublishOnline()
    {
        try
        {
            _counters.Add(HostConnectionEvent.StateRepublished);
            await PublishStateAsync(new HostState(true, TimestampMs), CancellationToken.None);
        }
        catch (IOException)
        {
            // The connection is ending, and the next one publishes that the host is online.
        }
    }

    private ValueTask PublishStateAsync(HostState state, CancellationToken cancellation) =>
        Connection!.PublishAsync(_stateTopic, state.ToUtf8(), MqttQos.AtLeastOnce, retain: true, cancellation);
}

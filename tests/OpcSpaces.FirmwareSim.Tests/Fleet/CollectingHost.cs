using System.Threading.Channels;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

/// <summary>A host on a real broker that accepts only the next batch of each gateway, keeps its readings, and then confirms that it is committed.</summary>
internal sealed class CollectingHost : IHostListener, IHostEvents, IStateTimestampStore, IAsyncDisposable
{
    private readonly Channel<(byte[] Topic, byte[] Payload)> _messages = Channel.CreateUnbounded<(byte[], byte[])>();
    private readonly HostSession _session = new(new HostSessionOptions());
    private readonly IMqttConnector _connector;
    private readonly HostConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _receiving;
    private readonly Task _running;
    private readonly Lock _gate = new();

    // Guarded by the gate.
    private readonly List<CollectedReading> _readings = [];
    private readonly Dictionary<(string Node, ulong Epoch), ulong> _committed = [];
    private readonly HashSet<string> _online = [];

    private readonly List<Func<ValueTask<bool>>> _commands = [];
    private long? _stateTimestamp;

    private CollectingHost(MosquittoBroker broker)
    {
        _connector = MqttConnector.Create(new MqttEndpointOptions { Host = broker.Host, Port = broker.Port });
        _connection = new HostConnection(_connector, new HostConnectionOptions(), this, this, TimeProvider.System);
        _receiving = Task.Run(ReceiveAsync);
        _running = _connection.RunAsync(_stop.Token);
    }

    public IReadOnlyList<CollectedReading> Readings
    {
        get
        {
            lock (_gate)
                return [.. _readings];
        }
    }

    /// <summary>Without what zones say about their sensors.</summary>
    public IEnumerable<CollectedReading> OfPoints => Readings.Where(reading => reading.Metric != SensorTroubles.MetricName);

    /// <summary>Gateways with a birth and no death since.</summary>
    public int Online
    {
        get
        {
            lock (_gate)
                return _online.Count;
        }
    }

    public static async Task<CollectingHost> StartAsync(MosquittoBroker broker)
    {
        var host = new CollectingHost(broker);
        await Eventually.ThatAsync(() => host._connection.IsOnline, Eventually.Patience, "the host is online");
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _messages.Writer.Complete();
        await _receiving;
        (_connector as IDisposable)?.Dispose();
        _stop.Dispose();
    }

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload)
    {
        _messages.Writer.TryWrite((topicUtf8.ToArray(), payload.ToArray()));
        return ValueTask.CompletedTask;
    }

    public void Data(in HostData data)
    {
        lock (_gate)
        {
            var stream = (data.Node.Name, data.Epoch);
            var committed = _committed.GetValueOrDefault(stream);
            if (data.Sequence == committed + 1)
            {
                Keep(data);
                _committed[stream] = ++committed;
            }
            Acknowledge(data.Node, data.Epoch, committed);
        }
    }

    public void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt)
    {
        lock (_gate)
        {
            _online.Add(node.Name);
            if (certificate.Epoch is { } epoch)
                Acknowledge(node, epoch, _committed.GetValueOrDefault((node.Name, epoch)));
        }
    }

    public void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt)
    {
        lock (_gate)
            _online.Remove(node.Name);
    }

    public void RebirthWanted(NodeState node, RebirthReason reason) => _commands.Add(() => _connection.RequestRebirthAsync(node));

    public void OnConnected()
    {
    }

    public void OnOnline(long stateTimestampMs)
    {
    }

    public void OnOffline(string detail, TimeSpan retryIn)
    {
    }

    public void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt)
    {
    }

    public void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt)
    {
    }

    public void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt) =>
        throw new InvalidOperationException($"{topic}: {reason}");

    long? IStateTimestampStore.Read() => _stateTimestamp;

    void IStateTimestampStore.Write(long timestampMs) => _stateTimestamp = timestampMs;

    private async Task ReceiveAsync()
    {
        await foreach (var (topic, payload) in _messages.Reader.ReadAllAsync())
        {
            if (SparkplugTopic.TryParse(topic, out var parsed, out _))
                _session.Receive(parsed, payload, TimeProvider.System.GetUtcNow(), this);
            foreach (var command in _commands)
                await command();
            _commands.Clear();
        }
    }

    private void Acknowledge(NodeState node, ulong epoch, ulong committed) =>
        _commands.Add(() => _connection.SendCommittedAsync(node, new CommittedCommand(epoch, committed)));

    private void Keep(in HostData data)
    {
        var reader = new PayloadReader(data.Payload);
        while (reader.TryReadNext(out var metric))
        {
            if (data.Certificate.Find(metric) is not { } declared || OutboxMetrics.Has(declared.Name))
                continue;
            double? value = !metric.IsNull && metric.TryGetDouble(declared.DataType, out var number) ? number : metric.IsNull ? null : metric.Bits;
            _readings.Add(new CollectedReading(
                data.Node.EdgeNode, data.Device?.Device ?? "", declared.Name, DateTimeOffset.FromUnixTimeMilliseconds(metric.TimestampMs), value, metric.Quality));
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>Our host application with nothing behind it: a connection, a session, and a line for each event.</summary>
internal sealed class OurHost : IHostListener, IHostEvents, IStateTimestampStore, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly Lock _gate = new();
    private readonly SparkplugTopicCache _topics = new();
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HostConnection _connection;
    private readonly Task _run;
    private long? _timestamp;

    public OurHost(IMqttConnector broker)
    {
        _connection = new HostConnection(broker, new HostConnectionOptions(), this, this, TimeProvider.System);
        _run = _connection.RunAsync(_stop.Token);
    }

    // Guarded by _gate.
    public HostSession Session { get; } = new(new HostSessionOptions());

    public IEnumerable<string> Lines => _lines;

    public Task UntilAsync(string line) => Eventually.ThatAsync(() => _lines.Contains(line), Deadline, line, () => string.Join('\n', _lines));

    public Task UntilOnlineAsync() => Eventually.ThatAsync(() => _connection.IsOnline, Deadline, "our host is online");

    public async Task RequestRebirthAsync()
    {
        NodeState node;
        lock (_gate)
            node = Session.Nodes.Single();
        Assert.True(await _connection.RequestRebirthAsync(node));
    }

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (_topics.TryParse(topicUtf8, out var topic, out var error)) Session.Receive(topic, payload, TimeProvider.System.GetUtcNow(), this);
            else _lines.Enqueue("bad topic: " + error);
        }

        return ValueTask.CompletedTask;
    }

    public void OnConnected() => Session.Reset();

    public void OnOnline(long stateTimestampMs)
    {
    }

    public void OnOffline(string detail, TimeSpan retryIn) => _lines.Enqueue("offline: " + detail);

    public void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) =>
        _lines.Enqueue($"born {node.Name}");

    public void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt)
    {
        foreach (var metric in certificate.Metrics)
            _lines.Enqueue($"born {device.Node.Name}/{device.Device} {metric.Name} {metric.DataType} {Show(metric.Value.TryGetDouble(metric.DataType, out var value), value)}");
    }

    public void Data(in HostData data)
    {
        var reader = new PayloadReader(data.Payload);
        while (reader.TryReadNext(out var datum))
        {
            var metric = data.Certificate.Find(datum)!;
            _lines.Enqueue($"data {data.Node.Name}/{data.Device?.Device} {metric.Name} {Show(datum.TryGetDouble(metric.DataType, out var value), value)}");
        }
    }

    public void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) => _lines.Enqueue($"died {node.Name}");

    public void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt) =>
        _lines.Enqueue($"died {device.Node.Name}/{device.Device}");

    public void RebirthWanted(NodeState node, RebirthReason reason) => _lines.Enqueue($"rebirth {node.Name} {reason}");

    public void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt) =>
        _lines.Enqueue($"rejected {topic}: {reason}");

    public long? Read() => _timestamp;

    public void Write(long timestampMs) => _timestamp = timestampMs;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private static string Show(bool known, double value) => known ? value.ToString(CultureInfo.InvariantCulture) : "?";
}

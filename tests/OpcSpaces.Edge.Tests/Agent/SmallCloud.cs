using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Agent;

/// <summary>A host application of one page over a real broker: takes exactly the next number of each gateway and epoch, and acknowledges.</summary>
internal sealed class SmallCloud : IMqttMessageHandler, IAsyncDisposable
{
    private readonly Channel<(string Topic, byte[] Payload)> _messages = Channel.CreateUnbounded<(string, byte[])>();
    private readonly Dictionary<string, (ulong Epoch, ulong Sequence)> _aliases = [];
    private IMqttConnection _connection = null!;
    private Task _running = Task.CompletedTask;

    private SmallCloud()
    {
    }

    /// <summary>What was taken, by gateway and epoch.</summary>
    public ConcurrentDictionary<(string Gateway, ulong Epoch), List<IReadOnlyList<(ulong Alias, long TimestampMs, ulong? Bits, bool Historical)>>> Journal { get; init; } = new();

    public int NodeBirths { get; private set; }

    /// <summary>The last node birth's metrics.</summary>
    public SparkplugPayload? LastBirth { get; private set; }

    public static async Task<SmallCloud> StartAsync(IMqttConnector connector, SmallCloud? successorOf = null)
    {
        var cloud = new SmallCloud { Journal = successorOf?.Journal ?? new() };
        cloud._connection = await connector.ConnectAsync(new MqttSessionOptions { ClientId = "small-cloud" }, cloud);
        cloud._running = cloud.RunAsync();
        await cloud._connection.SubscribeAsync([new("spBv1.0/#", MqttQos.AtLeastOnce)]);
        await cloud._connection.PublishAsync(HostState.TopicOf("opcspaces"), new HostState(true, Now).ToUtf8(), MqttQos.AtLeastOnce, retain: true);
        return cloud;
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public int Taken(string gateway) => Journal.Where(stream => stream.Key.Gateway == gateway).Sum(stream => stream.Value.Count);

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        _messages.Writer.TryWrite((System.Text.Encoding.UTF8.GetString(topicUtf8), payload.ToArray()));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _messages.Writer.Complete();
        await _running;
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await foreach (var (topic, payload) in _messages.Reader.ReadAllAsync())
        {
            try
            {
                await OnMessageAsync(topic.Split('/'), topic, payload);
            }
            catch (IOException)
            {
                // The broker was killed: a successor takes over.
            }
        }
    }

    private async Task OnMessageAsync(string[] parts, string topic, byte[] payload)
    {
        switch (parts[2])
        {
            case "NBIRTH" or "DBIRTH":
                var birth = SparkplugCodec.Decode(payload);
                _aliases[topic.Replace("BIRTH", "DATA", StringComparison.Ordinal)] = (AliasOf(birth, OutboxMetrics.Epoch), AliasOf(birth, OutboxMetrics.Sequence));
                if (parts[2] == "NBIRTH") (NodeBirths, LastBirth) = (NodeBirths + 1, birth);
                break;
            case "NDATA" or "DDATA" when _aliases.TryGetValue(topic, out var aliases):
                Assert.True(OutboxMessageReader.TryRead(payload, aliases.Epoch, aliases.Sequence, out var epoch, out var sequence));
                await TakeAsync(parts[1], parts[3], epoch, sequence, Readings(payload, aliases));
                break;
        }
    }

    private async Task TakeAsync(string group, string gateway, ulong epoch, ulong sequence, List<(ulong, long, ulong?, bool)> readings)
    {
        var journal = Journal.GetOrAdd((gateway, epoch), _ => []);
        if (sequence == (ulong)journal.Count + 1) journal.Add(readings);
        var command = new ArrayBufferWriter<byte>();
        new CommittedCommand(epoch, (ulong)journal.Count).Encode(command, Now);
        await _connection.PublishAsync($"spBv1.0/{group}/NCMD/{gateway}", command.WrittenMemory, MqttQos.AtMostOnce, retain: false);
    }

    private static ulong AliasOf(SparkplugPayload birth, string name) => birth.Metrics.First(metric => metric.Name == name).Alias!.Value;

    private static List<(ulong, long, ulong?, bool)> Readings(byte[] payload, (ulong Epoch, ulong Sequence) aliases)
    {
        var readings = new List<(ulong, long, ulong?, bool)>();
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (metric.Alias != aliases.Epoch && metric.Alias != aliases.Sequence)
                readings.Add((metric.Alias, metric.TimestampMs, metric.IsNull ? null : metric.Bits, metric.IsHistorical));
        }

        return readings;
    }
}

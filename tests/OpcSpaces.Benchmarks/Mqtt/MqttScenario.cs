using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Benchmarks.Mqtt;

/// <summary>
/// The connection over a real broker: one stream of QoS 0 messages of 40, 250 and 2,500 bytes (1, 10 and 100 readings), sent
/// only, and sent and received by the same process; one round trip at a time; and one message from each of many connections
/// in turn. Each figure is the median of the rounds.
/// </summary>
internal sealed class MqttScenario(BrokerChoice choice) : IScenario
{
    private const int Rounds = 5;
    private const int Crowd = 300;
    private static readonly (int Bytes, int Count)[] Sizes = [(40, 200_000), (250, 150_000), (2500, 60_000)];

    public string Name => "mqtt";

    public string Measures => "CPU per message and messages per second of the MQTT connection.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("mqtt");
        await using var broker = await Spine.StartAsync(choice.Kind, directory.File("cloud"));
        var rounds = new Dictionary<string, List<double>>();
        for (var round = 0; round <= Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var measured = await RoundAsync(broker.BrokerPort);
            foreach (var (name, value) in round == 0 ? [] : measured)
            {
                if (!rounds.TryGetValue(name, out var values))
                    rounds.Add(name, values = []);
                values.Add(value);
            }

            log.WriteLine(round == 0 ? "warmed up" : string.Create(CultureInfo.InvariantCulture, $"round {round} of {Rounds}"));
        }

        return rounds.ToDictionary(r => r.Key, r => Median(r.Value));
    }

    private static async Task<List<(string Name, double Value)>> RoundAsync(int port)
    {
        var connector = MqttConnector.Create(new MqttEndpointOptions { Port = port });
        var measured = new List<(string Name, double Value)>();
        foreach (var (bytes, count) in Sizes)
        {
            Add($"{bytes}b_send", await SendAsync(connector, bytes, count));
            Add($"{bytes}b_through", await ThroughAsync(connector, bytes, count));
        }

        Add("roundtrip", await RoundTripAsync(connector, 5000));
        Add("crowd", await CrowdAsync(connector, 300));
        return measured;

        void Add(string what, MqttFigures figures)
        {
            measured.Add(($"{what}_per_s", figures.MessagesPerSecond));
            measured.Add(($"{what}_cpu_us", figures.CpuMicroseconds));
        }
    }

    /// <summary>Nobody listens; a QoS 1 message at the end shows that the broker has read all before it.</summary>
    private static async Task<MqttFigures> SendAsync(IMqttConnector connector, int bytes, int count)
    {
        await using var sender = await connector.ConnectAsync(Session("sender"), new CountingHandler());
        return await MeasureAsync(count, async () =>
        {
            await StreamAsync(sender, "bench/unread", bytes, count);
            await sender.PublishAsync("bench/unread", default, MqttQos.AtLeastOnce, retain: false);
        });
    }

    private static async Task<MqttFigures> ThroughAsync(IMqttConnector connector, int bytes, int count)
    {
        var handler = new CountingHandler();
        await using var receiver = await connector.ConnectAsync(Session("receiver"), handler);
        await using var sender = await connector.ConnectAsync(Session("sender"), new CountingHandler());
        await receiver.SubscribeAsync([new MqttSubscription("bench/read", MqttQos.AtMostOnce)]);
        return await MeasureAsync(count, async () =>
        {
            var all = handler.WhenAsync(count);
            await StreamAsync(sender, "bench/read", bytes, count);
            await all;
        });
    }

    private static async Task<MqttFigures> RoundTripAsync(IMqttConnector connector, int count)
    {
        var handler = new CountingHandler();
        await using var receiver = await connector.ConnectAsync(Session("receiver"), handler);
        await using var sender = await connector.ConnectAsync(Session("sender"), new CountingHandler());
        await receiver.SubscribeAsync([new MqttSubscription("bench/trip", MqttQos.AtMostOnce)]);
        return await MeasureAsync(count, async () =>
        {
            var payload = new byte[40];
            for (var i = 0; i < count; i++)
            {
                var there = handler.WhenAsync(1);
                await sender.PublishAsync("bench/trip", payload, MqttQos.AtMostOnce, retain: false);
                await there;
            }
        });
    }

    /// <summary>Nothing can be batched here: each connection sends one message, then the next one does.</summary>
    private static async Task<MqttFigures> CrowdAsync(IMqttConnector connector, int turns)
    {
        var crowd = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(i => connector.ConnectAsync(Session($"crowd-{i}"), new CountingHandler())));
        var figures = await MeasureAsync(Crowd * turns, async () =>
        {
            var payload = new byte[40];
            for (var turn = 0; turn < turns; turn++)
            {
                foreach (var connection in crowd)
                    await connection.PublishAsync("bench/unread", payload, MqttQos.AtMostOnce, retain: false);
            }

            await Task.WhenAll(crowd.Select(c => c.PublishAsync("bench/unread", default, MqttQos.AtLeastOnce, retain: false).AsTask()));
        });
        await Task.WhenAll(crowd.Select(c => c.DisconnectAsync(sendWill: false)));
        return figures;
    }

    private static async Task StreamAsync(IMqttConnection sender, string topic, int bytes, int count)
    {
        var payload = new byte[bytes];
        for (var i = 0; i < count; i++)
            await sender.PublishAsync(topic, payload, MqttQos.AtMostOnce, retain: false);
    }

    private static async Task<MqttFigures> MeasureAsync(int messages, Func<Task> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        return new MqttFigures(messages / elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalMicroseconds / messages);
    }

    private static MqttSessionOptions Session(string client) => new() { ClientId = $"bench-{client}", KeepAliveSeconds = 60 };

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}

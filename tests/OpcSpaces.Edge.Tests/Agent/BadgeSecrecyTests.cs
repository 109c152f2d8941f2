using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Text;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Sensing.Badges;
using OpcSpaces.Edge.Tests.Sensing.Wiegand;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Agent;

/// <summary>What a card says stays in the gateway's memory: a run of the real agent, and every byte that it leaves behind.</summary>
public sealed class BadgeSecrecyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("secrets");
    private readonly CommitPool _pool = new();
    private readonly SpokenLog _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _pool.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task No_card_number_in_any_common_form_is_in_the_outbox_the_log_or_on_the_wire()
    {
        var seed = Seed.Take(nameof(No_card_number_in_any_common_form_is_in_the_outbox_the_log_or_on_the_wire));
        var random = seed.CreateRandom();
        // Numbers of many digits: a short one stands in some timestamp by accident.
        var wiegand = Enumerable.Range(0, 20).Select(_ => (ulong)random.Next(0x989680, 0xFFFFFE)).ToList();
        var uids = Enumerable.Range(0, 20).Select(_ => Uid(random)).ToList();
        var wire = await RunAsync(wiegand, uids);

        var kept = Directory.GetFiles(_directory.File("data")).SelectMany(File.ReadAllBytes).ToArray();
        var said = Encoding.UTF8.GetBytes(_log.ToString());
        var secrets = wiegand.SelectMany(number => FormsOf(number, 3)).Concat(uids.SelectMany(uid => FormsOf(Number(uid), uid.Length))).ToList();
        seed.Run(() =>
        {
            Assert.True(wire.Length > 1000 && kept.Length > 1000 && said.Length > 100);
            foreach (var (form, bytes) in secrets)
            {
                Assert.False(wire.AsSpan().IndexOf(bytes) >= 0, $"{form} is on the wire");
                Assert.False(kept.AsSpan().IndexOf(bytes) >= 0, $"{form} is in the data directory");
                Assert.False(said.AsSpan().IndexOf(bytes) >= 0, $"{form} is in the log");
            }
        });
    }

    private async Task<byte[]> RunAsync(List<ulong> wiegand, List<byte[]> uids)
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var cloud = await SmallCloud.StartAsync(Connector(broker));
        var ear = new Ear();
        await using var listening = await Connector(broker).ConnectAsync(new MqttSessionOptions { ClientId = "ear" }, ear);
        await listening.SubscribeAsync([new("#", MqttQos.AtLeastOnce)]);
        var pins = new HandPins();
        var chips = new HandChips();
        var parts = new GatewayAgentDependencies { Pins = pins, Buses = chips, Brokers = [Connector(broker)], CommitPool = _pool, Loggers = _log };
        await using var agent = new GatewayAgent(Config(broker.Port), parts);
        using var stop = new CancellationTokenSource();
        var running = agent.RunAsync(stop.Token);
        await Eventually.ThatAsync(() => agent.Health?.Connected == true, Eventually.Patience, "a session", () => $"{agent.Health} {_log}");
        pins.Set(1, high: true);
        pins.Set(2, high: true);
        for (var i = 0; i < wiegand.Count; i++)
        {
            foreach (var edge in WiegandSignal.Edges(WiegandSignal.Bits(wiegand[i]), TimeProvider.System.GetUtcNow())) pins.Set(edge.Line + 1, !edge.Low, edge.At);
            chips.Card = uids[i];
            await Eventually.ThatAsync(() => ear.Entries >= (i + 1) * 2, Eventually.Patience, "two entries", () => $"{agent.Health}");
        }

        await Eventually.ThatAsync(() => agent.Health is { } health && health.Committed == health.Last, Eventually.Patience, "everything in the cloud", () => $"{agent.Health}");
        // Births are made of stored values: a second one would repeat an entry, if anything did.
        var births = ear.Births.Count;
        var command = new ArrayBufferWriter<byte>();
        RebirthCommand.Encode(command, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await listening.PublishAsync("spBv1.0/hub/NCMD/gw-1", command.WrittenMemory, MqttQos.AtMostOnce, retain: false);
        await Eventually.ThatAsync(() => ear.Births.Count > births, Eventually.Patience, "a rebirth", () => $"{agent.Health}");
        var entries = ear.Births.SelectMany(birth => SparkplugCodec.Decode(birth).Metrics).Where(metric => metric.Name?.EndsWith("/entry", StringComparison.Ordinal) == true);
        Assert.All(entries, entry => Assert.True(entry.IsNull, $"{entry.Name} is told again in a birth"));
        await stop.CancelAsync();
        await running;
        Assert.Contains("door/1/entry", Encoding.Latin1.GetString(ear.Payloads), StringComparison.Ordinal);
        return ear.Payloads;
    }

    private GatewayConfig Config(int port) => new()
    {
        Group = "hub",
        Gateway = "gw-1",
        DataDirectory = _directory.File("data"),
        Broker = new MqttEndpointOptions { Port = port },
        PrimaryHost = "",
        Uplink = new UplinkConfig { LongestReconnectDelayMs = 500 },
        Badges = TestBadges.Config(_directory),
        Zones =
        [
            new ZoneConfig
            {
                Id = "hall",
                Points =
                [
                    new WiegandConfig { Point = "door/1", Data0Pin = 1, Data1Pin = 2 },
                    new CardReaderConfig { Point = "door/2", Chip = "mfrc522", Bus = "spi-0", Address = 0, PollMs = 20, ReleaseMs = 40 },
                ],
            },
        ],
    };

    private static IMqttConnector Connector(MosquittoBroker broker) => MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port });

    private static byte[] Uid(Random random)
    {
        var uid = new byte[random.Next(2) == 0 ? 4 : 7];
        random.NextBytes(uid);
        uid[0] = 0x9A; // ten digits in decimal, and no phone
        return uid;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static IEnumerable<(string Form, byte[] Bytes)> FormsOf(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes = [.. new byte[length - bytes.Length], .. bytes];
        foreach (var (order, ordered) in new (string, byte[])[] { ("", bytes), ("reversed ", [.. bytes.Reverse()]) })
        {
            var (hex, value) = (Convert.ToHexString(ordered), Number(ordered));
            if (length > 3) yield return ($"{order}bytes {hex}", ordered); // three bytes stand anywhere by accident
            yield return Text($"{order}decimal", value.ToString(CultureInfo.InvariantCulture));
            yield return Text($"{order}padded", value.ToString(CultureInfo.InvariantCulture).PadLeft(10, '0'));
            yield return Text($"{order}hex", hex);
            yield return Text($"{order}lower hex", hex.ToLowerInvariant());
            yield return Text($"{order}base64", Convert.ToBase64String(ordered));
            if (length == 3) yield return Text($"{order}facility and card", $"{ordered[0]},{(ordered[1] << 8) | ordered[2]:00000}");
            if (length == 3) yield return Text($"{order}facility:card", $"{ordered[0]}:{(ordered[1] << 8) | ordered[2]}");
        }
    }

    private static (string Form, byte[] Bytes) Text(string form, string text) => ($"{form} {text}", Encoding.ASCII.GetBytes(text));

    private sealed class Ear : IMqttMessageHandler
    {
        private readonly ConcurrentQueue<byte[]> _payloads = new();

        private readonly ConcurrentQueue<byte[]> _data = new();

        public ConcurrentQueue<byte[]> Births { get; } = new();

        /// <summary>How many entries at doors were told.</summary>
        public int Entries
        {
            get
            {
                var doors = Births.SelectMany(birth => SparkplugCodec.Decode(birth).Metrics).Where(metric => metric.Name?.EndsWith("/entry", StringComparison.Ordinal) == true).Select(metric => metric.Alias).ToHashSet();
                return _data.Sum(data => SparkplugCodec.Decode(data).Metrics.Count(metric => !metric.IsNull && doors.Contains(metric.Alias)));
            }
        }

        public byte[] Payloads => [.. _payloads.SelectMany(payload => payload)];

        public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
        {
            _payloads.Enqueue([.. topicUtf8, .. payload]);
            if (topicUtf8.IndexOf("/DBIRTH/"u8) >= 0) Births.Enqueue(payload.ToArray());
            if (topicUtf8.IndexOf("/DDATA/"u8) >= 0) _data.Enqueue(payload.ToArray());
            return ValueTask.CompletedTask;
        }
    }

    private sealed class SpokenLog : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }

        public override string ToString() => string.Join('\n', _lines);
    }
}

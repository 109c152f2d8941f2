using OpcSpaces.Edge;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>
/// Cards that are shown to a real agent in virtual time, one a second: first each card once without noise, which gives its
/// pseudonym; then thousands of times with noise, where every entry is compared with the card of that second.
/// </summary>
internal sealed class WiegandTrial(OutboxLog outbox, DrivenPins pins, VirtualTime time, Random random)
{
    private const int Cards = 100;
    private const int FramesAtOnce = 2_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Slot = TimeSpan.FromSeconds(1);

    private readonly uint[] _numbers = [.. Enumerable.Range(0, Cards).Select(_ => (uint)random.Next(1, 0xFFFFFF)).Distinct()];
    private readonly List<(uint Number, NoisyFrame Frame)> _shown = [];

    public static async Task<WiegandResult> RunAsync(int frames, int seed, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("wiegand");
        using var pool = new CommitPool();
        var (pins, time) = (new DrivenPins(), new VirtualTime(Start));
        var config = Config(directory);
        var parts = new GatewayAgentDependencies { Pins = pins, Brokers = [MqttConnector.Create(config.Broker)], CommitPool = pool, SensingTime = time };
        await using var agent = new GatewayAgent(config, parts);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = agent.RunAsync(end.Token);
        await Eventually.ThatAsync(() => agent.Health is not null, Eventually.Patience, "the agent to sense");
        var trial = new WiegandTrial(agent.Outbox!, pins, time, new Random(seed));
        await trial.ShowAllAsync(frames);
        var result = trial.Judge();
        await end.CancelAsync();
        await running;
        return result;
    }

    private async Task ShowAllAsync(int frames)
    {
        foreach (var number in _numbers) Show(number, NoisyFrame.Of(number, random, disturbed: false));
        for (var i = 0; i < frames; i++)
        {
            var number = _numbers[random.Next(_numbers.Length)];
            Show(number, NoisyFrame.Of(number, random, disturbed: random.NextDouble() < 0.7));
            if (i % FramesAtOnce == 0) await SettleAsync();
        }

        await SettleAsync();
    }

    private void Show(uint number, NoisyFrame frame)
    {
        var at = Start + (Slot * _shown.Count);
        time.AdvanceTo(at + (Slot / 2));
        foreach (var (line, high, microseconds) in frame.Edges) pins.Set(line + 1, new PinChange(high, at.AddMicroseconds(100_000 + microseconds)));
        _shown.Add((number, frame));
        time.AdvanceTo(at + Slot);
    }

    // Readings are collected for a tenth of a second before they are appended.
    private async Task SettleAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        await timer.WaitForNextTickAsync();
        await outbox.MarkAsync(time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private WiegandResult Judge()
    {
        var entries = Entries().GroupBy(entry => (int)((DateTimeOffset.FromUnixTimeMilliseconds(entry.TimestampMs) - Start) / Slot)).ToDictionary(slot => slot.Key, slot => slot.ToList());
        var names = _numbers.Index().ToDictionary(card => card.Item, card => entries[card.Index].Single().Pseudonym);
        var (read, undisturbed, wrong) = (0, 0, 0);
        foreach (var (slot, (number, frame)) in _shown.Index().Skip(_numbers.Length))
        {
            var here = entries.GetValueOrDefault(slot) ?? [];
            wrong += here.Count(entry => entry.Pseudonym != names[number]);
            if (!here.Exists(entry => entry.Pseudonym == names[number])) continue;
            read++;
            if (!frame.IsDisturbed) undisturbed++;
        }

        var noisy = _shown.Skip(_numbers.Length).ToList();
        return new WiegandResult(
            noisy.Count, noisy.Count(shown => shown.Frame.IsDisturbed), read, undisturbed, wrong,
            noisy.Count(shown => shown.Frame.ByParityAlone() is { } number && number != shown.Number));
    }

    private List<(long TimestampMs, string Pseudonym)> Entries()
    {
        var entries = new List<(long, string)>();
        for (var next = 1UL; outbox.ReadFrom(next, 1000) is { Count: > 0 } batches; next = batches[^1].Sequence + 1)
        {
            foreach (var batch in batches)
            {
                var reader = new PayloadReader(batch.Content.Span);
                while (reader.TryReadNext(out var metric))
                {
                    if (metric.TryGetString(out var text) && text.Length > 0) entries.Add((metric.TimestampMs, text));
                }
            }
        }

        return entries;
    }

    private static GatewayConfig Config(TemporaryDirectory directory)
    {
        BadgeKeyFile.Write(directory.File("badge-key"), "2026-03", new byte[32]);
        return new GatewayConfig
        {
            Group = "hub",
            Gateway = "gw-1",
            DataDirectory = directory.File("gateway"),
            Broker = new MqttEndpointOptions { Port = FreePort.Next() },
            Badges = new BadgesConfig { KeyFile = directory.File("badge-key") },
            Zones = [new ZoneConfig { Id = "hall", Points = [new WiegandConfig { Point = "door/1", Data0Pin = 1, Data1Pin = 2 }] }],
        };
    }
}

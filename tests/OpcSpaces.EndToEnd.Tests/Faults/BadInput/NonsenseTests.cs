using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.EndToEnd.Tests.Faults.BadInput;

/// <summary>Nonsense at a real broker, beside a good gateway at work.</summary>
public abstract class NonsenseTests(BrokerKind broker) : IAsyncLifetime
{
    private const int Desks = 30;

    // A cloud takes 200 MB when it has started. With large messages it grows until the runtime collects them, and stays below 585 MB (measured over 60 rounds).
    private const long MostResidentBytes = 640L << 20;

    private readonly RogueNode _node = new("gw-rogue");
    private FaultBench _bench = null!;
    private RestlessGateway _good = null!;
    private Rogue _rogue = null!;

    public async Task InitializeAsync()
    {
        _bench = await FaultBench.StartAsync(broker);
        _good = await _bench.AddGatewayAsync("gw-good", Desks);
        _rogue = await Rogue.ConnectAsync(_bench.BrokerPort);
        _good.BeginToFlip(Desks);
    }

    public async Task DisposeAsync()
    {
        await _rogue.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Nonsense_of_every_kind_is_set_aside_with_its_reason_and_the_good_gateway_does_not_notice()
    {
        await SayAsync(_node.DataTopic, _node.Batch([], sequence: 1));
        await _bench.UntilAsync(report => report.Count("RebirthRequest") > 0, "data before a birth to be answered with the wish for one");
        await BeBornAsync();
        var random = new Random(1);
        // Most wrong topics never reach the cloud, because it asks the broker for Sparkplug's alone.
        foreach (var topic in (string[])["spBv1.0/opc-test/DDATA", "spBv1.0/opc-test/XDATA/gw-rogue", "spAv1.0/opc-test/NDATA/gw-rogue", "desks/1"])
            await SayAsync(topic, [1, 2, 3]);
        await ExpectAsync("bad-topic", "spBv1.0//NDATA/gw-rogue", [1, 2, 3]);
        await ExpectAsync("bad-topic", "spBv1.0/opc-test/DDATA//Z-gw-rogue", [1, 2, 3]);
        await ExpectAsync("rejected", _node.DataTopic, Bytes(random, 500));
        await ExpectAsync("rejected", _node.DataTopic, _node.Batch([], sequence: 1)[..5]);
        await ExpectAsync("rejected", $"spBv1.0/opc-test/NBIRTH/gw-other", Bytes(random, 300));
        await ExpectAsync("rejected", $"spBv1.0/opc-test/DBIRTH/gw-rogue/Z-other", Bytes(random, 300));
        await ExpectAsync("undeclared-epoch", _node.DataTopic, _node.Batch([], epoch: 999, sequence: 1));

        // From here on batches whose number can be read: journaled whole, and their nonsense set aside.
        var (desk, now) = (RogueNode.DeskAlias, RogueNode.Now);
        await ExpectAsync("unknown-metric", _node.DataTopic, _node.Batch(RogueNode.Reading(9_999, now, PointValue.Of(true))));
        await BeBornAsync();
        await ExpectAsync("wrong-type", _node.DataTopic, _node.Batch(RogueNode.Reading(desk, now, PointValue.Of("yes"))));
        await ExpectAsync("wrong-type", _node.DataTopic, _node.Batch(RogueNode.Reading(desk, now, PointValue.Of(1f))));
        await ExpectAsync("absurd-time", _node.DataTopic, _node.Batch(RogueNode.Reading(desk, 1_000, PointValue.Of(true))));
        await ExpectAsync("absurd-time", _node.DataTopic, _node.Batch(RogueNode.Reading(desk, 4_102_444_800_000, PointValue.Of(true))));
        var sense = RogueNode.Reading(desk, now, PointValue.Of(true));
        await ExpectAsync("damaged-batch", _node.DataTopic, _node.Batch([.. sense, 0x12, 0xFF, 0xFF, 0x7F, 1, 2, 3, .. sense]));
        await ExpectAsync("unreadable-metric", _node.DataTopic, _node.Batch([.. sense, 0x12, 0x03, 0x10, 0xFF, 0xFF, .. sense]));
        await _bench.UntilAsync(report => report.Committed(_node.Name) == 7, "every batch with a number to be journaled and acknowledged");

        var readings = await VerifyGoodAsync();
        // Seven can be read: two of absurd times stay out of the series, two of a wrong type are unknown there, one before the damage and
        // two around the unreadable metric are there, and so is everything of the good gateway.
        Assert.Equal(7, readings.Series.Single(series => series.Key.Zone == "Z-gw-rogue").Value.Count);
        var differences = await _bench.CompareSeriesAsync(readings, series: null);
        Assert.Equal(4, differences.Count);
        Assert.Equal(2, differences.Count(difference => difference.Kind == DifferenceKind.ReadingMissing));
        Assert.Equal(2, differences.Count(difference => difference.Kind == DifferenceKind.ReadingDiffers));
        Assert.All(differences, difference => Assert.StartsWith("Z-gw-rogue/", difference.Where, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_of_many_megabytes_cost_bounded_memory_and_the_good_gateway_does_not_notice()
    {
        await BeBornAsync();
        var random = new Random(2);
        for (var round = 0; round < Soak.Rounds(usual: 8, soak: 200); round++)
        {
            // 20 MB is more than the cloud takes at all; 15 MB it takes.
            await SayTooMuchAsync(Bytes(random, 20_000_000));
            await SayAsync(_node.DataTopic, Bytes(random, 15_000_000));
            await SayAsync("spBv1.0/opc-test/NBIRTH/gw-large", Bytes(random, 15_000_000));
            Assert.InRange(_bench.Cloud.Process.ResidentBytes, 0, MostResidentBytes);
        }

        await _bench.UntilAsync(report => report.DeadLetters.GetValueOrDefault("rejected") >= 16, "the large messages to be set aside");
        Assert.InRange(_bench.Cloud.Process.ResidentBytes, 0, MostResidentBytes);
        await VerifyGoodAsync();
    }

    /// <summary>Mosquitto takes it and does not pass it on. The embedded broker announces the cloud's own limit, which our connection keeps.</summary>
    private async Task SayTooMuchAsync(byte[] payload)
    {
        if (broker == BrokerKind.Mosquitto)
        {
            await SayAsync(_node.DataTopic, payload);
            return;
        }

        var lost = await Assert.ThrowsAsync<MqttConnectionLostException>(() => SayAsync(_node.DataTopic, payload));
        Assert.Equal(MqttDisconnectCause.TooLarge, lost.Disconnection.Cause);
        await _rogue.DisposeAsync();
        _rogue = await Rogue.ConnectAsync(_bench.BrokerPort);
    }

    [Fact]
    public async Task A_flood_of_nonsense_under_the_good_gateways_own_name_loses_and_doubles_none_of_its_batches()
    {
        var seed = Seed.Take(nameof(A_flood_of_nonsense_under_the_good_gateways_own_name_loses_and_doubles_none_of_its_batches));
        var random = seed.CreateRandom();
        string[] topics = ["DDATA/gw-good/Z-gw-good", "NDATA/gw-good", "DBIRTH/gw-good/Z-gw-good", "NDEATH/gw-good", "DDEATH/gw-good/Z-gw-good", "NBIRTH/gw-good", "DDATA/gw-good"];
        await seed.RunAsync(async () =>
        {
            for (var i = 0; i < Soak.Rounds(usual: 5_000, soak: 1_000_000); i++)
                await SayAsync($"spBv1.0/opc-test/{topics[random.Next(topics.Length)]}", Bytes(random, random.Next(20, 200)));
            Assert.False(_bench.Cloud.Process.HasExited);
            Assert.InRange(_bench.Cloud.Process.ResidentBytes, 0, MostResidentBytes);
            await FaultBench.UntilCommittedAsync(_good, more: 20);
            await VerifyGoodAsync();
        });
    }

    private async Task BeBornAsync()
    {
        foreach (var (topic, payload) in ((string, byte[])[])[_node.NodeBirth(), _node.ZoneBirth()]) await SayAsync(topic, payload);
        await _bench.UntilAsync(report => report.IsOnline(_node.Name), "the rogue to be born");
    }

    private Task SayAsync(string topic, byte[] payload) => _rogue.SayAsync(topic, payload);

    private async Task ExpectAsync(string reason, string topic, byte[] payload)
    {
        var before = (await _bench.ReportAsync()).DeadLetters.GetValueOrDefault(reason);
        await SayAsync(topic, payload);
        await _bench.UntilAsync(report => report.DeadLetters.GetValueOrDefault(reason) > before, $"a dead letter '{reason}' for {topic}");
    }

    private async Task<JournaledReadings> VerifyGoodAsync()
    {
        await FaultBench.UntilCommittedAsync(_good, more: 10);
        await _bench.UntilLevelAsync();
        await _bench.StopAsync();
        using var journal = new JournalCopy(_bench.JournalPath);
        var differences = new List<Difference>();
        var (check, last) = (new StreamCheck(_good.Record(), differences), 0ul);
        foreach (var entry in journal.Entries().Where(entry => entry.Gateway == _good.Name))
        {
            if (entry.Kind is JournalKind.NodeBirth or JournalKind.DeviceBirth) check.OnBirth(entry);
            else if (entry.Kind == JournalKind.Data) check.OnBatch(entry);
            last = Math.Max(last, check.Last);
        }

        check.Finish(last);
        Difference.AssertNone(differences);
        return JournaledReadings.Read(journal);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}

public sealed class NonsenseAtTheEmbeddedBrokerTests() : NonsenseTests(BrokerKind.Embedded);

public sealed class NonsenseAtMosquittoTests() : NonsenseTests(BrokerKind.Mosquitto);

using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Series;
using OpcSpaces.Projections.Tests.Series;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Batches;

/// <summary>What makes no sense is set aside with its reason, and the batch before and the batch behind it arrive as if nothing had been.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly TemporaryDirectory _directory = new("bad-input");
    private readonly TestCloud _cloud;
    private readonly SimulatedGateway _gateway;
    private readonly MemorySeriesStore _series = new();
    private readonly SeriesProjection _projection;
    private byte _seq = 100;

    public BadInputTests()
    {
        _cloud = new TestCloud(_time, _directory);
        _gateway = new SimulatedGateway("C1", "G1", 1, _time, seed: 1);
        _projection = new SeriesProjection(_series, _cloud.DeadLetters, new SeriesCatalog(), TimeSpan.Zero);
    }

    public void Dispose()
    {
        _cloud.Dispose();
        _directory.Dispose();
    }

    public static TheoryData<string> BadMessages => [.. Messages.Keys];

    public static TheoryData<string> BadReadings => [.. Readings.Keys];

    private static long Ms => 1_772_438_400_000;

    /// <summary>Messages that are not journaled: no epoch and sequence can be read out of them.</summary>
    private static readonly Dictionary<string, Func<SimulatedGateway, WireMessage>> Messages = new()
    {
        ["a truncated batch"] = g => Data(g, [.. Bytes.Batch(100, g.Epoch, 2, [], 1).AsSpan(0, 5)]),
        ["random bytes"] = g => Data(g, Bytes.Random(500, seed: 3)),
        ["an empty payload"] = g => Data(g, []),
        ["a batch without epoch"] = g => Data(g, Bytes.Content(Bytes.Metric(101, Ms, SparkplugValue.FromUInt64(2)))),
        ["an epoch of the wrong type"] = g => Data(g, Bytes.Content(
            Bytes.Metric(100, Ms, SparkplugValue.FromString("x")), Bytes.Metric(101, Ms, SparkplugValue.FromUInt64(2)))),
        ["an epoch that no birth has declared"] = g => Data(g, Bytes.Batch(100, g.Epoch ^ 1, 2, [], 1)),
        ["a sequence beyond 63 bits"] = g => Data(g, Bytes.Batch(100, g.Epoch, ulong.MaxValue, [], 1)),
        ["data of a device that was never born"] = g => new WireMessage("spBv1.0/C1/DDATA/G1/Z9", Bytes.Batch(100, g.Epoch, 2, [], 1)),
        ["a topic of another world"] = _ => new WireMessage("zigbee2mqtt/desk", [1, 2, 3]),
        ["a topic with too few levels"] = _ => new WireMessage("spBv1.0/C1/DDATA", [1, 2, 3]),
        ["an unknown message type"] = _ => new WireMessage("spBv1.0/C1/XDATA/G1", [1, 2, 3]),
        ["a death of random bytes"] = _ => new WireMessage("spBv1.0/C1/NDEATH/G1", Bytes.Random(50, seed: 6)),
        ["a birth of random bytes"] = _ => new WireMessage("spBv1.0/C1/DBIRTH/G1/Z1", Bytes.Random(200, seed: 5)),
    };

    /// <summary>Contents whose number can be read: journaled, acknowledged, and dead-lettered in the part that makes no sense.</summary>
    private static readonly Dictionary<string, (string Reason, byte[] Content)> Readings = new()
    {
        ["an unknown alias"] = ("unknown-metric", Bytes.Content(c => c.Append(9_999, SparkplugDataType.Boolean, new Reading(Ms, PointValue.Of(true))))),
        ["a number for a boolean"] = ("wrong-type", Bytes.Content(c => c.Append(110, SparkplugDataType.Float, new Reading(Ms, PointValue.Of(1f))))),
        ["text for a register"] = ("wrong-type", Bytes.Content(c => c.Append(150, SparkplugDataType.String, new Reading(Ms, PointValue.Of("many"))))),
        ["a number for a pseudonym"] = ("wrong-type", Bytes.Content(c => c.Append(151, SparkplugDataType.Double, new Reading(Ms, PointValue.Of(7d))))),
        ["no value that is not null either"] = ("wrong-type", Bytes.Content(Bytes.Metric(110, Ms, SparkplugValue.None))),
        ["no time"] = ("no-timestamp", Bytes.Content(new SparkplugMetric { Alias = 110, Value = SparkplugValue.FromBoolean(true) })),
        ["a time in 1970"] = ("absurd-time", Bytes.Content(c => c.Append(110, SparkplugDataType.Boolean, new Reading(1_000, PointValue.Of(true))))),
        ["a time in 2100"] = ("absurd-time", Bytes.Content(c => c.Append(110, SparkplugDataType.Boolean, new Reading(4_102_444_800_000, PointValue.Of(true))))),
        ["a time beyond all years"] = ("absurd-time", Bytes.Content(c => c.Append(110, SparkplugDataType.Boolean, new Reading(long.MaxValue, PointValue.Of(true))))),
        ["a middle of nonsense"] = ("damaged-batch", [0x12, 0xFF, 0xFF, 0x7F, 1, 2, 3]),
        ["a metric of nonsense"] = ("unreadable-metric", [0x12, 0x03, 0x10, 0xFF, 0xFF]),
    };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task What_cannot_be_journaled_is_counted_and_the_flow_is_untouched(string what)
    {
        var bad = Messages[what](_gateway);
        await RunAroundAsync(() => _cloud.Deliver(bad), batchesBefore: 1, batchesBehind: 1);
        Assert.Equal(2, _cloud.Entries().Count(e => e.Kind == JournalKind.Data));
        Assert.True(IsAccountedFor(), "it was neither dead-lettered nor counted");
    }

    [Theory]
    [MemberData(nameof(BadReadings))]
    public async Task A_batch_whose_number_can_be_read_is_journaled_and_what_makes_no_sense_in_it_is_set_aside(string what)
    {
        await RunAroundAsync(
            () =>
            {
                var row = _gateway.Append(0, Readings[what].Content);
                _cloud.Deliver(Data(_gateway, Bytes.Batch(100, _gateway.Epoch, row.Sequence, row.Content, _seq++)));
            },
            batchesBefore: 1, batchesBehind: 1);
        Assert.Equal([1ul, 2ul, 3ul], _cloud.Entries().Where(e => e.Kind == JournalKind.Data).Select(e => e.Sequence));
        var letter = Assert.Single(_cloud.DeadLetters.ReadNewest(10)).Letter;
        Assert.Equal(Readings[what].Reason, letter.Reason);
        Assert.Equal(_cloud.Entries().Single(e => e.Sequence == 2 && e.Kind == JournalKind.Data).Id, letter.JournalId);
    }

    [Fact]
    public async Task The_good_readings_of_a_batch_with_bad_ones_are_kept()
    {
        await RunAroundAsync(
            () =>
            {
                var content = Bytes.Content(c =>
                {
                    c.Append(110, SparkplugDataType.Boolean, new Reading(Ms, PointValue.Of(true)));
                    c.Append(9_999, SparkplugDataType.Boolean, new Reading(Ms, PointValue.Of(true)));
                    c.Append(111, SparkplugDataType.Boolean, new Reading(1_000, PointValue.Of(true)));
                    c.Append(112, SparkplugDataType.Boolean, new Reading(Ms, PointValue.Of(true)));
                });
                _gateway.Append(0, content);
                _cloud.Deliver(_gateway.Send(1));
            },
            batchesBefore: 0, batchesBehind: 0);
        Assert.Equal(
            ["occupancy,C1,Z1,desk/0 occupied", "occupancy,C1,Z1,desk/2 occupied"], _series.Points.Keys.Select(key => key.Series));
        Assert.Equal(2, _cloud.DeadLetters.Counts.Sum(count => count.Count));
    }

    [Fact]
    public async Task A_batch_of_a_thousand_bad_readings_leaves_few_letters_and_says_how_many_there_were()
    {
        await RunAroundAsync(
            () =>
            {
                _gateway.Append(0, Bytes.Content(c =>
                {
                    for (var i = 0; i < 1_000; i++)
                        c.Append(9_999, SparkplugDataType.Boolean, new Reading(Ms, PointValue.Of(true)));
                }));
                _cloud.Deliver(_gateway.Send(1));
            },
            batchesBefore: 0, batchesBehind: 0);
        Assert.Equal(33, _cloud.DeadLetters.Counts.Sum(count => count.Count));
        Assert.StartsWith("968 further", _cloud.DeadLetters.ReadNewest(1)[0].Letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_the_journal_again_finds_the_same_letters_and_counts_none_of_them_twice()
    {
        await A_batch_of_a_thousand_bad_readings_leaves_few_letters_and_says_how_many_there_were();
        await _series.RewindAsync(0, CancellationToken.None);
        await ProjectAsync();
        Assert.Equal(33, _cloud.DeadLetters.Counts.Sum(count => count.Count));
    }

    [Fact]
    public void A_flood_of_nonsense_is_counted_and_takes_bounded_room()
    {
        _cloud.Deliver(Enumerable.Range(0, 5_000).Select(i => new WireMessage($"nonsense/{i}", Bytes.Random(10, i))));
        Assert.Equal(5_000, _cloud.Counters[IngestEvent.BadTopic]);
        Assert.Equal(5_000, _cloud.DeadLetters.Counts.Sum(count => count.Count) + _cloud.Counters[IngestEvent.DeadLetterLost]);
    }

    [Fact]
    public async Task A_hundred_thousand_generated_messages_end_nothing()
    {
        var seed = Seed.Take(nameof(A_hundred_thousand_generated_messages_end_nothing));
        var random = seed.CreateRandom();
        _cloud.Options.GroupEntries = 512;
        await RunAroundAsync(
            () =>
            {
                var rounds = Soak.Rounds(usual: 20, soak: 200);
                for (var round = 0; round < rounds; round++)
                    _cloud.Deliver(Enumerable.Range(0, 5_000).Select(_ => Mangled(random)).ToList());
            },
            batchesBefore: 1, batchesBehind: 0);
        // Some of it passed for batches of this gateway, whose watermark is now above what it has made: it begins a new outbox.
        _gateway.NewOutbox();
        _cloud.Deliver(_gateway.Births());
        _gateway.Append(3);
        var before = _cloud.Counters[IngestEvent.Batch];
        _cloud.Deliver(_gateway.Send(10));
        Assert.True(_cloud.Counters[IngestEvent.Batch] > before, seed.HowToRepeat);
        await ProjectAsync();
    }

    private WireMessage Mangled(Random random)
    {
        string[] topics = ["DDATA/G1/Z1", "DBIRTH/G1/Z1", "NDATA/G1", "DDEATH/G1/Z1", "NBIRTH/G2", "DDATA/G2/Z1", "NDEATH/G2"];
        var payload = Bytes.Batch(100, _gateway.Epoch, (ulong)random.Next(1, 9), Bytes.Random(random.Next(60), random.Next()), (byte)random.Next(256));
        for (var i = random.Next(4); i > 0; i--)
            payload[random.Next(payload.Length)] = (byte)random.Next(256);
        return new WireMessage("spBv1.0/C1/" + topics[random.Next(topics.Length)], payload[..random.Next(payload.Length + 1)]);
    }

    private async Task RunAroundAsync(Action bad, int batchesBefore, int batchesBehind)
    {
        _cloud.Deliver(_gateway.Connect());
        Send(batchesBefore);
        bad();
        _gateway.OnCommitted(new CommittedCommand(_gateway.Epoch, _cloud.Journal.Streams().SingleOrDefault()?.Committed ?? 0));
        Send(batchesBehind);
        await ProjectAsync();
    }

    private void Send(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            _gateway.Append(2);
            _cloud.Deliver(_gateway.Send(1));
        }
    }

    private async Task ProjectAsync()
    {
        var position = await _projection.ResumeAsync(_cloud.Journal, _cloud.Journal.LastId, CancellationToken.None);
        while (_cloud.Journal.Read(position, 512) is { Count: > 0 } entries)
        {
            await _projection.ApplyAsync(entries, CancellationToken.None);
            position = entries[^1].Id;
        }
    }

    private bool IsAccountedFor() =>
        _cloud.DeadLetters.Counts.Sum(count => count.Count) > 0 || _cloud.Session.Faults.Occurred().Count > 0
        || _cloud.RebirthRequests.Count > 0 || _cloud.Counters[IngestEvent.Rejected] > 0;

    private static WireMessage Data(SimulatedGateway gateway, byte[] payload) =>
        new($"spBv1.0/{gateway.Group}/DDATA/{gateway.Node}/Z1", payload);
}

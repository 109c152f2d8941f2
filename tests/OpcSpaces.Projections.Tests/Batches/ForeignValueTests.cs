using OpcSpaces.Points;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;
using static OpcSpaces.Ingest.Testing.ForeignPeer;
using Type = OpcSpaces.Wire.Sparkplug.SparkplugDataType;
using Value = OpcSpaces.Wire.Sparkplug.SparkplugValue;

namespace OpcSpaces.Projections.Tests.Batches;

/// <summary>What a foreign node sends is never guessed: it is a value of the metric, or it is unknown and counted.</summary>
public sealed class ForeignValueTests : IDisposable
{
    private readonly ForeignBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static readonly Dictionary<string, (Type Type, Value Value)> NoTruths = new()
    {
        ["the text occupied"] = (Type.String, Value.FromString("occupied")),
        ["the text true"] = (Type.String, Value.FromString("true")),
        ["an empty text"] = (Type.Text, Value.FromString("")),
        ["a UUID"] = (Type.UUID, Value.FromString("6f9619ff-8b86-d011-b42d-00cf4fc964ff")),
        ["a DateTime"] = (Type.DateTime, Value.FromUInt64(1_772_438_400_000)),
        ["a DateTime of 1970"] = (Type.DateTime, Value.FromUInt64(0)),
        ["a float"] = (Type.Float, Value.FromFloat(1)),
        ["a number that is neither 0 nor 1"] = (Type.Int32, Value.FromInt32(2)),
        ["a negative number"] = (Type.Int8, Value.FromInt32(-1)),
        ["a Boolean in the field of integers"] = (Type.Boolean, Value.FromInt32(1)),
        ["a Boolean in the field of long integers"] = (Type.Boolean, Value.FromUInt64(0)),
        ["a Boolean in the field of texts"] = (Type.Boolean, Value.FromString("false")),
        ["a Boolean without a value"] = (Type.Boolean, Value.None),
    };

    public static TheoryData<string> WhatIsNoTruth => [.. NoTruths.Keys];

    [Theory]
    [MemberData(nameof(WhatIsNoTruth))]
    public async Task What_is_neither_free_nor_occupied_is_unknown_and_counted(string what)
    {
        var (type, value) = NoTruths[what];
        _bench.Born(Desk(1, value, _bench.NowMs, type));
        Assert.Null(_bench.Known(1));
        Assert.Equal(QualityCode.Bad, _bench.Desk(1).Quality);
        _bench.Send(Desk(1, value, _bench.NowMs));
        Assert.Null(_bench.Known(1));
        Assert.Equal(2, (await _bench.LettersAsync())["wrong-type"]);
        Assert.Equal(["null 0", "null 0"], (await _bench.SeriesOfAsync(1)).Select(point => point.Value));
    }

    [Fact]
    public async Task A_value_in_a_wrong_field_ends_what_was_known_until_a_right_one_comes()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(1);
        _bench.Send(Desk(1, Value.FromInt32(1), _bench.NowMs));
        Assert.Null(_bench.Known(1));
        Assert.Equal(1, _bench.Faults[PeerFault.WrongValueField]);
        _bench.Live.Pass(1);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs));
        Assert.True(_bench.Known(1));
        Assert.Equal(["0 192", "null 0", "1 192"], (await _bench.SeriesOfAsync(1)).Select(point => point.Value));
    }

    [Theory]
    [InlineData(Type.Int8, 1, true)]
    [InlineData(Type.UInt32, 0, false)]
    [InlineData(Type.Int64, 1, true)]
    public async Task A_declared_integer_of_0_or_1_is_a_truth_value(Type type, int value, bool expected)
    {
        _bench.Born(Desk(1, Value.FromInt32(value), _bench.NowMs, type));
        Assert.Equal(expected, _bench.Known(1));
        Assert.Equal([$"{value} 192"], (await _bench.SeriesOfAsync(1)).Select(point => point.Value));
    }

    private static readonly Dictionary<string, (string Name, Type Type, Value Value, string? Stored)> Others = new()
    {
        ["people as a whole double"] = ("room/1/count", Type.Double, Value.FromDouble(3), "3 192"),
        ["people as a fraction"] = ("room/1/count", Type.Double, Value.FromDouble(2.5), null),
        ["more people than a room holds"] = ("room/1/count", Type.Int32, Value.FromInt32(70_000), null),
        ["fewer people than none"] = ("room/1/count", Type.Int16, Value.FromInt32(-1), null),
        ["people as text"] = ("room/1/count", Type.String, Value.FromString("3"), null),
        ["a register as a whole float"] = ("meter/1/energy", Type.Float, Value.FromFloat(1_000), "1000 192"),
        ["a register as a Boolean"] = ("meter/1/energy", Type.Boolean, Value.FromBoolean(true), null),
        ["degrees as an integer"] = ("env/1/temperature", Type.Int16, Value.FromInt32(-5), "-5 192"),
        ["degrees as a time"] = ("env/1/temperature", Type.DateTime, Value.FromUInt64(21), null),
        ["the state of a door as a number"] = ("door/1/state", Type.Int32, Value.FromInt32(1), null),
        ["the state of a door in Latin-1"] = ("door/1/state", Type.String, Value.FromString("ge\uFFFDffnet"), null),
    };

    public static TheoryData<string> OtherMetrics => [.. Others.Keys];

    [Theory]
    [MemberData(nameof(OtherMetrics))]
    public async Task Other_metrics_take_what_fits_without_loss_and_nothing_else(string what)
    {
        var (name, type, value, stored) = Others[what];
        _bench.Born(new SparkplugMetric { Name = name, DataType = type, Value = value, Timestamp = _bench.NowMs });
        var letters = await _bench.LettersAsync();
        Assert.Equal(stored ?? "null 0", Assert.Single(_bench.Series.Points).Value);
        Assert.Equal(stored is null ? 1 : 0, letters.GetValueOrDefault("wrong-type"));
        Assert.Equal(stored is not null, _bench.Live.Live.Snapshot().Points.Single().IsKnown);
    }

    [Fact]
    public async Task Metrics_that_share_an_alias_are_told_apart_by_name()
    {
        _bench.Born(
            Desk(1, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 7),
            Desk(2, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 7),
            Desk(3, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 8));
        Assert.Equal(1, _bench.Faults[PeerFault.AliasTwice]);
        _bench.Send(Desk(2, Value.FromBoolean(true), _bench.NowMs, alias: 7));
        Assert.Equal((false, true, false), (_bench.Known(1), _bench.Known(2), _bench.Known(3)));
        Assert.Empty(await _bench.LettersAsync());
    }

    [Fact]
    public async Task Under_a_shared_alias_alone_nobody_knows_whose_value_it_is()
    {
        _bench.Born(
            Desk(1, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 7),
            Desk(2, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 7),
            Desk(3, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 8));
        _bench.Send(
            new SparkplugMetric { Alias = 7, Value = Value.FromBoolean(true), Timestamp = _bench.NowMs },
            new SparkplugMetric { Alias = 8, Value = Value.FromBoolean(true), Timestamp = _bench.NowMs });
        Assert.Equal((null, null, true), (_bench.Known(1), _bench.Known(2), _bench.Known(3)));
        Assert.Equal(1, _bench.Faults[PeerFault.AmbiguousAlias]);
        Assert.Equal(1, (await _bench.LettersAsync())["unknown-metric"]);
    }

    [Fact]
    public void A_name_decides_against_the_alias_beside_it()
    {
        _bench.Born(
            Desk(1, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 1),
            Desk(2, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 2));
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs, alias: 2));
        Assert.Equal((true, false), (_bench.Known(1), _bench.Known(2)));
        Assert.Equal(1, _bench.Faults[PeerFault.AliasContradictsName]);
    }

    [Fact]
    public async Task A_name_that_the_birth_does_not_have_is_not_replaced_by_its_alias()
    {
        _bench.Born(Desk(1, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: 1));
        _bench.Send(Desk(9, Value.FromBoolean(true), _bench.NowMs, alias: 1));
        Assert.False(_bench.Known(1));
        Assert.Equal(1, (await _bench.LettersAsync())["unknown-metric"]);
    }

    [Fact]
    public void The_highest_alias_is_an_alias_as_any_other()
    {
        _bench.Born(Desk(1, Value.FromBoolean(false), _bench.NowMs, Type.Boolean, alias: ulong.MaxValue));
        _bench.Send(new SparkplugMetric { Alias = ulong.MaxValue, Value = Value.FromBoolean(true), Timestamp = _bench.NowMs });
        Assert.True(_bench.Known(1));
    }

    [Fact]
    public async Task Values_that_come_in_births_only_are_stored_and_a_repeated_birth_adds_nothing()
    {
        var metrics = new[]
        {
            Desk(1, Value.FromBoolean(true), _bench.NowMs - 5_000, Type.Boolean),
            new SparkplugMetric { Name = "env/1/co2", DataType = Type.Float, Value = Value.FromFloat(612), Timestamp = _bench.NowMs - 4_000 },
            // A birth repeats the last badge: that is no second entry.
            new SparkplugMetric { Name = "door/1/entry", DataType = Type.String, Value = Value.FromString("hijk"), Timestamp = _bench.NowMs },
        };
        _bench.Born(metrics);
        _bench.Live.Pass(1);
        _bench.Born(metrics);
        Assert.Equal([((long)metrics[0].Timestamp!, "1 192")], await _bench.SeriesOfAsync(1));
        Assert.Equal(["environment,C1,Z1,env/1,foreign co2", "occupancy,C1,Z1,desk/1,foreign occupied"], _bench.Series.Points.Keys.Select(key => key.Series));
        _bench.Live.Pass(1);
        _bench.Born(Desk(1, Value.FromBoolean(false), _bench.NowMs, Type.Boolean));
        Assert.Equal(["1 192", "0 192"], (await _bench.SeriesOfAsync(1)).Select(point => point.Value));
    }

    [Fact]
    public async Task The_births_of_our_own_gateways_are_not_stored_because_their_outbox_has_every_reading()
    {
        _bench.Live.Deliver(_bench.Live.Gateway.Connect());
        await _bench.LettersAsync();
        Assert.Empty(_bench.Series.Points);
    }

    [Fact]
    public void A_name_that_is_not_UTF_8_names_nothing()
    {
        // Two desks whose names differ in GBK alone: both become desk/\uFFFD\uFFFD.
        _bench.Born(
            new SparkplugMetric { Name = "desk/\uFFFD\uFFFD/occupied", DataType = Type.Boolean, Value = Value.FromBoolean(true), Timestamp = _bench.NowMs, Alias = 1 },
            new SparkplugMetric { Name = "desk/\uFFFD\uFFFD/occupied", DataType = Type.Boolean, Value = Value.FromBoolean(false), Timestamp = _bench.NowMs, Alias = 2 });
        Assert.Empty(_bench.Live.Live.Snapshot().Points);
        Assert.Equal(2, _bench.Faults[PeerFault.NameNotUtf8]);
    }
}

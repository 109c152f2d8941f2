using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>Random payloads that use all of the object model, small enough that many can be made.</summary>
internal sealed class RandomPayloads(Random random)
{
    private static readonly string[] Strings = ["", "a", "desk/12/occupied", "Quality", "温度", "\U0001F600", "x\0y", "Outbox/Epoch"];
    private static readonly ulong[] Numbers = [0, 1, 127, 128, 255, 256, 16383, 16384, uint.MaxValue, long.MaxValue, 1UL << 63, ulong.MaxValue];

    public SparkplugPayload Make()
    {
        var payload = new SparkplugPayload
        {
            Timestamp = Maybe(Number),
            Sequence = Maybe(Number),
            Uuid = MaybeText(),
            Body = Chance(8) ? Bytes() : null,
        };
        for (var i = random.Next(6); i > 0; i--)
            payload.Metrics.Add(Metric(0));
        return payload;
    }

    private SparkplugMetric Metric(int depth)
    {
        var isNull = Chance(8);
        return new SparkplugMetric
        {
            Name = MaybeText(),
            Alias = Maybe(Number),
            Timestamp = Maybe(Number),
            DataType = (SparkplugDataType)random.Next(36),
            IsHistorical = Chance(4),
            IsTransient = Chance(4),
            IsNull = isNull,
            MetaData = Chance(8) ? MetaData() : null,
            Properties = Chance(4) ? PropertySet(depth) : null,
            Value = isNull ? SparkplugValue.None : Value(depth),
        };
    }

    private SparkplugValue Value(int depth) => random.Next(depth < 4 ? 13 : 11) switch
    {
        < 8 => Scalar(),
        8 => SparkplugValue.FromBytes(Bytes()),
        9 => SparkplugValue.FromDataSet(DataSet()),
        10 => SparkplugValue.FromExtension(Bytes()),
        _ => SparkplugValue.FromTemplate(Template(depth)),
    };

    private SparkplugValue Scalar() => random.Next(8) switch
    {
        0 => SparkplugValue.None,
        1 => SparkplugValue.FromUInt32((uint)Number()),
        2 => SparkplugValue.FromUInt64(Number()),
        3 => SparkplugValue.FromFloat((random.NextSingle() - 0.5f) * 1e6f),
        4 => SparkplugValue.FromDouble(BitConverter.UInt64BitsToDouble(Number())),
        5 => SparkplugValue.FromBoolean(Chance(2)),
        6 => SparkplugValue.FromString(Text()),
        _ => SparkplugValue.FromInt32(-random.Next(1000)),
    };

    private SparkplugPropertySet PropertySet(int depth)
    {
        if (Chance(2))
            return SparkplugPropertySet.WithQuality(Chance(2) ? QualityCode.Stale : QualityCode.Bad);
        var set = new SparkplugPropertySet();
        for (var i = random.Next(4); i > 0; i--)
        {
            var isNull = Chance(6);
            var value = (depth < 4 ? random.Next(8) : 7) switch
            {
                0 => SparkplugValue.FromPropertySet(PropertySet(depth + 1)),
                1 => SparkplugValue.FromPropertySets([.. Enumerable.Range(0, random.Next(3)).Select(_ => PropertySet(depth + 1))]),
                _ => Scalar(),
            };
            set.Add(Text(), new SparkplugProperty((SparkplugDataType)random.Next(35), isNull ? SparkplugValue.None : value, isNull));
        }
        return set;
    }

    private SparkplugDataSet DataSet()
    {
        var dataSet = new SparkplugDataSet();
        var columns = random.Next(4);
        for (var i = 0; i < columns; i++)
        {
            dataSet.Columns.Add(Text());
            dataSet.Types.Add((SparkplugDataType)random.Next(1, 16));
        }
        for (var i = random.Next(4); i > 0; i--)
            dataSet.Rows.Add([.. Enumerable.Range(0, columns).Select(_ => Scalar())]);
        return dataSet;
    }

    private SparkplugTemplate Template(int depth)
    {
        var template = new SparkplugTemplate { Version = MaybeText(), Reference = MaybeText(), IsDefinition = Chance(3) ? null : Chance(2) };
        for (var i = random.Next(3); i > 0; i--)
            template.Metrics.Add(Metric(depth + 1));
        for (var i = random.Next(3); i > 0; i--)
            template.Parameters.Add(new SparkplugParameter(MaybeText(), (SparkplugDataType)random.Next(16), Scalar()));
        return template;
    }

    private SparkplugMetaData MetaData() => new()
    {
        IsMultiPart = Chance(2) ? Chance(2) : null,
        ContentType = MaybeText(),
        Size = Maybe(Number),
        Sequence = Maybe(Number),
        FileName = MaybeText(),
        FileType = MaybeText(),
        Md5 = MaybeText(),
        Description = MaybeText(),
    };

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private ulong Number() => Chance(2) ? Numbers[random.Next(Numbers.Length)] : (ulong)random.NextInt64() >> random.Next(64);

    private string Text() => Strings[random.Next(Strings.Length)];

    private string? MaybeText() => Chance(3) ? null : Text();

    private T? Maybe<T>(Func<T> make)
        where T : struct => Chance(3) ? null : make();
}

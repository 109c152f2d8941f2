using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Testing;

/// <summary>A Sparkplug edge node of another make whose metrics the test writes: node C1/F1 with one device, Z1.</summary>
internal sealed class ForeignPeer(TimeProvider time)
{
    private byte _seq;

    /// <summary>The payload's time of what is sent next, in ms; null for none.</summary>
    public ulong? PayloadMs { get; set; } = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();

    public IEnumerable<WireMessage> Births(params SparkplugMetric[] metrics)
    {
        _seq = 0;
        var node = new SparkplugPayload { Timestamp = PayloadMs, Sequence = 0 };
        node.Metrics.Add(new SparkplugMetric { Name = "bdSeq", DataType = SparkplugDataType.Int64, Value = SparkplugValue.FromInt64(0), Timestamp = PayloadMs });
        yield return new WireMessage("spBv1.0/C1/NBIRTH/F1", SparkplugCodec.Encode(node));
        yield return new WireMessage("spBv1.0/C1/DBIRTH/F1/Z1", Encode(metrics));
    }

    public WireMessage Data(params SparkplugMetric[] metrics) => new("spBv1.0/C1/DDATA/F1/Z1", Encode(metrics));

    /// <summary>The metric of one desk.</summary>
    public static SparkplugMetric Desk(int desk, SparkplugValue value, ulong? timestamp = null, SparkplugDataType type = SparkplugDataType.Unknown, ulong? alias = null) =>
        new() { Name = $"desk/{desk}/occupied", Value = value, Timestamp = timestamp, DataType = type, Alias = alias };

    private byte[] Encode(SparkplugMetric[] metrics)
    {
        var payload = new SparkplugPayload { Timestamp = PayloadMs, Sequence = ++_seq };
        payload.Metrics.AddRange(metrics);
        return SparkplugCodec.Encode(payload);
    }
}

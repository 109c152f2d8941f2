using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Testing;

/// <summary>A Sparkplug edge node of another make: no outbox, no aliases, names in its data.</summary>
internal sealed class ForeignNode(TimeProvider time)
{
    private byte _seq;

    public IEnumerable<WireMessage> Births(bool occupied = false)
    {
        _seq = 0;
        var node = new SparkplugPayload { Timestamp = NowMs, Sequence = 0 };
        node.Metrics.Add(Metric("bdSeq", SparkplugDataType.UInt64, SparkplugValue.FromUInt64(0), NowMs));
        yield return new WireMessage("spBv1.0/C1/NBIRTH/F1", SparkplugCodec.Encode(node));
        var device = new SparkplugPayload { Timestamp = NowMs, Sequence = ++_seq };
        device.Metrics.Add(Metric("desk/1/occupied", SparkplugDataType.Boolean, SparkplugValue.FromBoolean(occupied), NowMs));
        device.Metrics.Add(Metric("Blower/Speed", SparkplugDataType.Double, SparkplugValue.FromDouble(3), NowMs));
        yield return new WireMessage("spBv1.0/C1/DBIRTH/F1/Z1", SparkplugCodec.Encode(device));
    }

    public WireMessage Data(bool occupied, ulong? timestampMs)
    {
        var data = new SparkplugPayload { Timestamp = NowMs, Sequence = ++_seq };
        data.Metrics.Add(Metric("desk/1/occupied", SparkplugDataType.Unknown, SparkplugValue.FromBoolean(occupied), timestampMs));
        return new WireMessage("spBv1.0/C1/DDATA/F1/Z1", SparkplugCodec.Encode(data));
    }

    public WireMessage Death()
    {
        var death = new SparkplugPayload { Timestamp = NowMs };
        death.Metrics.Add(Metric("bdSeq", SparkplugDataType.UInt64, SparkplugValue.FromUInt64(0), NowMs));
        return new WireMessage("spBv1.0/C1/NDEATH/F1", SparkplugCodec.Encode(death));
    }

    private ulong NowMs => (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();

    private static SparkplugMetric Metric(string name, SparkplugDataType type, SparkplugValue value, ulong? timestampMs) =>
        new() { Name = name, DataType = type, Value = value, Timestamp = timestampMs };
}

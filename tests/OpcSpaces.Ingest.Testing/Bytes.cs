using System.Buffers;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Testing;

/// <summary>Payloads that no gateway of ours would make.</summary>
internal static class Bytes
{
    public static byte[] Random(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Metrics of a batch's content, made of objects, so that they may be wrong.</summary>
    public static byte[] Content(params SparkplugMetric[] metrics)
    {
        var payload = new SparkplugPayload();
        payload.Metrics.AddRange(metrics);
        return SparkplugCodec.Encode(payload);
    }

    public static byte[] Content(Action<ContentWriter> write)
    {
        var content = new ContentWriter();
        write(content);
        return content.Written.ToArray();
    }

    public static SparkplugMetric Metric(ulong alias, long timestampMs, SparkplugValue value) =>
        new() { Alias = alias, Timestamp = (ulong)timestampMs, Value = value };

    /// <summary>A whole data message whose content may be any bytes at all.</summary>
    public static byte[] Batch(ulong epochAlias, ulong epoch, ulong sequence, byte[] content, byte seq)
    {
        var head = new SparkplugPayload { Timestamp = 1_800_000_000_000 };
        head.Metrics.Add(Metric(epochAlias, 1_800_000_000_000, SparkplugValue.FromUInt64(epoch)));
        head.Metrics.Add(Metric(epochAlias + 1, 1_800_000_000_000, SparkplugValue.FromUInt64(sequence)));
        var to = new ArrayBufferWriter<byte>();
        to.Write(SparkplugCodec.Encode(head));
        to.Write(content);
        ReadOnlySpan<byte> tail = [0x18, (byte)(seq & 0x7F)];
        to.Write(tail);
        return to.WrittenSpan.ToArray();
    }
}

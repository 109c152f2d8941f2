using System.Buffers;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Codec;

/// <summary>Our code: the reader of the ingest loop, the writer of the gateway, and the object model of births.</summary>
internal static class OurCodec
{
    private static readonly ContentWriter Content = new();

    /// <summary>Reads everything that ingest reads, and returns a sum of it.</summary>
    public static ulong Decode(ReadOnlySpan<byte> payload)
    {
        var sum = 0UL;
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
            sum += metric.Alias + (ulong)metric.TimestampMs + metric.Bits + (metric.IsHistorical ? 1u : 0u) + (metric.IsNull ? 1u : 0u);
        return sum + reader.Timestamp.GetValueOrDefault() + reader.Sequence.GetValueOrDefault();
    }

    public static ulong DecodeObjects(ReadOnlySpan<byte> payload)
    {
        var decoded = SparkplugCodec.Decode(payload);
        var sum = decoded.Timestamp.GetValueOrDefault() + decoded.Sequence.GetValueOrDefault();
        foreach (var metric in decoded.Metrics)
        {
            sum += metric.Alias.GetValueOrDefault() + metric.Timestamp.GetValueOrDefault() + metric.Value.Bits
                + (metric.IsHistorical ? 1u : 0u) + (metric.IsNull ? 1u : 0u);
        }
        return sum;
    }

    public static ReadOnlyMemory<byte> Encode(BenchmarkReading[] readings, bool historical)
    {
        var to = new ArrayBufferWriter<byte>();
        EncodeInto(to, readings, historical);
        return to.WrittenMemory;
    }

    public static void EncodeInto(ArrayBufferWriter<byte> to, BenchmarkReading[] readings, bool historical)
    {
        to.ResetWrittenCount();
        Content.Clear();
        foreach (var reading in readings)
            Content.Append(reading.Alias, reading.Type, reading.Reading);
        OutboxMessageWriter.Write(to, readings[^1].TimestampMs, 17, 1, 0x1234_5678_9ABC_DEF0, 2, 4711, Content.Written, historical);
    }

    public static SparkplugPayload ToObjects(BenchmarkReading[] readings)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)readings[^1].TimestampMs, Sequence = 17 };
        foreach (var reading in readings)
        {
            payload.Metrics.Add(new SparkplugMetric
            {
                Alias = reading.Alias,
                Timestamp = (ulong)reading.TimestampMs,
                Value = reading.Value,
            });
        }
        return payload;
    }

    public static void EncodeObjects(ArrayBufferWriter<byte> to, SparkplugPayload payload)
    {
        to.ResetWrittenCount();
        SparkplugCodec.Encode(payload, to);
    }
}

using System.Buffers;
using Google.Protobuf;
using OpcSpaces.Reference;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Codec;

/// <summary>Generated code and Google.Protobuf, doing the same work.</summary>
internal static class GoogleCodec
{
    public static ulong Decode(ReadOnlySpan<byte> payload)
    {
        var decoded = Payload.Parser.ParseFrom(payload);
        var sum = decoded.Timestamp + decoded.Seq;
        foreach (var metric in decoded.Metrics)
            sum += metric.Alias + metric.Timestamp + Bits(metric) + (metric.IsHistorical ? 1u : 0u) + (metric.IsNull ? 1u : 0u);
        return sum;
    }

    public static void EncodeInto(ArrayBufferWriter<byte> to, BenchmarkReading[] readings)
    {
        to.ResetWrittenCount();
        var last = (ulong)readings[^1].TimestampMs;
        var payload = new Payload { Timestamp = last, Seq = 17 };
        payload.Metrics.Add(new Metric { Alias = 1, Timestamp = last, LongValue = 0x1234_5678_9ABC_DEF0 });
        payload.Metrics.Add(new Metric { Alias = 2, Timestamp = last, LongValue = 4711 });
        foreach (var reading in readings)
            payload.Metrics.Add(ToMetric(reading));
        payload.WriteTo(to);
    }

    private static Metric ToMetric(in BenchmarkReading reading)
    {
        var metric = new Metric { Alias = reading.Alias, Timestamp = (ulong)reading.TimestampMs };
        switch (reading.Value.Kind)
        {
            case SparkplugValueKind.Int:
                metric.IntValue = (uint)reading.Value.Bits;
                break;
            case SparkplugValueKind.Long:
                metric.LongValue = reading.Value.Bits;
                break;
            case SparkplugValueKind.Float:
                metric.FloatValue = BitConverter.UInt32BitsToSingle((uint)reading.Value.Bits);
                break;
            default:
                metric.BooleanValue = reading.Value.Bits != 0;
                break;
        }
        return metric;
    }

    private static ulong Bits(Metric metric) => metric.ValueCase switch
    {
        Metric.ValueOneofCase.IntValue => metric.IntValue,
        Metric.ValueOneofCase.LongValue => metric.LongValue,
        Metric.ValueOneofCase.FloatValue => BitConverter.SingleToUInt32Bits(metric.FloatValue),
        Metric.ValueOneofCase.BooleanValue => metric.BooleanValue ? 1u : 0u,
        _ => 0,
    };
}

using System.Security.Cryptography;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox;

/// <summary>Turns readings into canonical bytes, with a buffer that is reused. Not thread-safe.</summary>
internal sealed class BatchEncoder
{
    private readonly ContentWriter _writer = new();

    public EncodedContent Encode(ReadOnlySpan<MetricReading> readings)
    {
        _writer.Clear();
        foreach (ref readonly var reading in readings)
        {
            // The wire has no times before 1970; the cloud sets such readings aside by their time.
            _writer.Append(
                reading.Metric.Alias, reading.Metric.DataType, reading.Reading with { TimestampMs = Math.Max(0, reading.TimestampMs) });
        }

        var bytes = _writer.Written.ToArray();
        return new EncodedContent(bytes, SHA256.HashData(bytes), _writer.FirstTimestampMs, _writer.LastTimestampMs);
    }

    public EncodedContent Encode(Metric tombstone, long timestampMs, string json) =>
        Encode([new MetricReading(tombstone, timestampMs, PointValue.Of(json))]);
}

/// <summary>A batch's canonical bytes, their SHA-256, and its first and last time in ms since 1970 UTC.</summary>
internal sealed record EncodedContent(byte[] Bytes, byte[] Hash, long FirstMs, long LastMs);

using System.Security.Cryptography;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox;

/// <summary>Readings to canonical bytes, once, with a buffer that is used again. Not thread-safe.</summary>
internal sealed class BatchEncoder
{
    private readonly ContentWriter _writer = new();

    public EncodedContent Encode(ReadOnlySpan<Reading> readings)
    {
        _writer.Clear();
        foreach (ref readonly var reading in readings)
        {
            // A clock before 1970 has no place on the wire; the cloud sets such readings aside by their time.
            _writer.Append(reading.Metric.Alias, Math.Max(0, reading.TimestampMs), reading.Value, reading.Quality);
        }

        var bytes = _writer.Written.ToArray();
        return new EncodedContent(bytes, SHA256.HashData(bytes), _writer.FirstTimestampMs, _writer.LastTimestampMs);
    }

    public EncodedContent Encode(Metric tombstone, long timestampMs, string json) =>
        Encode([new Reading(tombstone, timestampMs, ReadingValue.FromString(json))]);
}

/// <summary>A batch's canonical bytes, their SHA-256 and the span of their times in ms since 1970 UTC.</summary>
internal sealed record EncodedContent(byte[] Bytes, byte[] Hash, long FirstMs, long LastMs);

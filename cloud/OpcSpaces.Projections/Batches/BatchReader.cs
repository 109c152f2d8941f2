using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Batches;

/// <summary>Walks a journaled batch under the birth that was valid for it. Allocates nothing but the strings that are values, and is fast enough for every projection to do it anew.</summary>
internal static class BatchReader
{
    /// <param name="payload">The message as it came.</param>
    /// <param name="table">The birth.</param>
    /// <param name="receivedMs">Stands in for a missing time of measurement; null where that is a fault.</param>
    /// <param name="sink">Takes the readings.</param>
    public static void Read<TPoint, TSink>(ReadOnlySpan<byte> payload, BirthTable<TPoint> table, long? receivedMs, TSink sink)
        where TPoint : class
        where TSink : IReadingSink<TPoint>
    {
        var certificate = table.Certificate;
        var (epochAlias, sequenceAlias) = (certificate.EpochAlias ?? ulong.MaxValue, certificate.SequenceAlias ?? ulong.MaxValue);
        var reader = new PayloadReader(payload);
        var index = 0;
        while (reader.TryReadNext(out var metric))
        {
            if (metric.HasAlias && (metric.Alias == epochAlias || metric.Alias == sequenceAlias))
                continue;
            var at = index++;
            if (metric.Error is not null)
            {
                sink.Refuse(at, ReadingFault.Unreadable, null, metric.Record);
                continue;
            }
            if (certificate.Find(metric) is not { } birth)
            {
                sink.Refuse(at, ReadingFault.UnknownMetric, null, metric.Record);
                continue;
            }
            if (table.Points[birth.Index] is not { } point)
                continue;
            if (!metric.HasTimestamp && receivedMs is null)
                sink.Refuse(at, ReadingFault.NoTimestamp, birth, metric.Record);
            else if (!ReadingValueReader.TryRead(metric, birth.DataType, out var value))
                sink.Refuse(at, ReadingFault.WrongType, birth, metric.Record);
            else
                sink.Read(point, at, new Reading(metric.HasTimestamp ? metric.TimestampMs : receivedMs!.Value, value, metric.Quality));
        }
        if (reader.Error is not null)
            sink.Refuse(index, ReadingFault.Damaged, null, payload[Math.Min(reader.ErrorOffset, payload.Length)..]);
    }
}

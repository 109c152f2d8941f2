using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Batches;

/// <summary>Reads a journaled batch with the birth that was valid for it. It allocates only the strings that are values, and is fast enough for each projection to do it again.</summary>
internal static class BatchReader
{
    /// <param name="payload">The message as it came.</param>
    /// <param name="table">The birth.</param>
    /// <param name="receivedMs">When it was received, in ms since 1970 UTC.</param>
    /// <param name="isForeign">From an edge node without an outbox, whose readings may lack a time. A missing time is a fault elsewhere.</param>
    /// <param name="sink">Takes the readings. A point whose reading cannot be used gets null of quality <see cref="QualityCode.Bad"/>: what held before is not known to hold any more.</param>
    public static void Read<TPoint, TSink>(ReadOnlySpan<byte> payload, BirthTable<TPoint> table, long receivedMs, bool isForeign, TSink sink)
        where TPoint : class
        where TSink : IReadingSink<TPoint>
    {
        var certificate = table.Certificate;
        var (epochAlias, sequenceAlias) = (certificate.EpochAlias, certificate.SequenceAlias);
        var reader = new PayloadReader(payload);
        // The payload's time usually comes first, and may come last.
        var sentMs = isForeign ? (long?)PayloadReader.FindTimestamp(payload) : null;
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
            var time = TimeOf(metric, sentMs, receivedMs, isForeign);
            if (certificate.Find(metric) is not { } birth)
            {
                sink.Refuse(at, ReadingFault.UnknownMetric, null, metric.Record);
                if (metric.HasAlias && metric.Name.IsEmpty)
                    LoseAllOf(metric.Alias, at, time, table, sink);
                continue;
            }
            if (table.Points[birth.Index] is not { } point)
                continue;
            if (!metric.HasTimestamp && !isForeign)
            {
                sink.Refuse(at, ReadingFault.NoTimestamp, birth, metric.Record);
            }
            else if (!table.TryRead(metric, birth, out var value))
            {
                sink.Refuse(at, ReadingFault.WrongType, birth, metric.Record);
                Lose(point, at, time, sink);
            }
            else
            {
                sink.Read(point, at, new Reading(time.Ms, value, metric.Quality), time);
            }
        }
        if (reader.Error is not null)
            sink.Refuse(index, ReadingFault.Damaged, null, payload[Math.Min(reader.ErrorOffset, payload.Length)..]);
    }

    private static ReadingTime TimeOf(in MetricView metric, long? sentMs, long receivedMs, bool isForeign)
    {
        long? said = metric.HasTimestamp ? metric.TimestampMs : null;
        return isForeign
            ? ReadingTime.OfForeign(said, sentMs, metric.IsHistorical, receivedMs)
            : ReadingTime.OfGateway(said, metric.IsHistorical, receivedMs);
    }

    /// <summary>A reading under an alias that several metrics share is one of theirs, and nobody can tell whose.</summary>
    private static void LoseAllOf<TPoint, TSink>(ulong alias, int at, in ReadingTime time, BirthTable<TPoint> table, TSink sink)
        where TPoint : class
        where TSink : IReadingSink<TPoint>
    {
        foreach (var birth in table.Certificate.Sharing(alias))
        {
            if (table.Points[birth.Index] is { } point)
                Lose(point, at, time, sink);
        }
    }

    private static void Lose<TPoint, TSink>(TPoint point, int at, in ReadingTime time, TSink sink)
        where TPoint : class
        where TSink : IReadingSink<TPoint> => sink.Read(point, at, new Reading(time.Ms, PointValue.Null, QualityCode.Bad), time);
}

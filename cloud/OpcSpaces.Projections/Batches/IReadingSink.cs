using OpcSpaces.Points;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Projections.Batches;

/// <summary>Takes the readings of one batch in their order. Spans are valid during the call only.</summary>
internal interface IReadingSink<TPoint>
    where TPoint : class
{
    /// <param name="point">The projection's own point.</param>
    /// <param name="index">Place among the readings of the batch.</param>
    /// <param name="reading">With the time of <paramref name="time"/>.</param>
    /// <param name="time">What is known of that time.</param>
    void Read(TPoint point, int index, in Reading reading, in ReadingTime time);

    /// <param name="index">Place among the readings.</param>
    /// <param name="fault">What is wrong.</param>
    /// <param name="metric">The metric in the birth; null when it is not known.</param>
    /// <param name="record">The bytes that cannot be used.</param>
    void Refuse(int index, ReadingFault fault, BirthMetric? metric, ReadOnlySpan<byte> record);
}

using OpcSpaces.Edge.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox;

/// <summary>A reading as it is encoded in a batch's content.</summary>
internal readonly record struct StoredReading(ulong Alias, long TimestampMs, ulong? Bits, int Quality, string? Text = null)
{
    public static IReadOnlyList<StoredReading> Of(OutboxBatch batch)
    {
        var readings = new List<StoredReading>();
        var reader = new PayloadReader(batch.Content.Span);
        while (reader.TryReadNext(out var metric))
        {
            metric.TryGetString(out var text);
            readings.Add(new StoredReading(
                metric.Alias, metric.TimestampMs, metric.IsNull ? null : metric.Bits, metric.Quality, text.Length > 0 ? text : null));
        }

        Assert.Null(reader.Error);
        return readings;
    }
}

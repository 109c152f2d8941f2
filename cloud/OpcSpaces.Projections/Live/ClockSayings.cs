using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Live;

/// <summary>Finds what a gateway says about its clock in a batch of its own.</summary>
internal static class ClockSayings
{
    /// <summary>The last statement of a batch; null when there is none that can be read.</summary>
    public static ClockStatement? Last(ReadOnlySpan<byte> payload, BirthCertificate certificate)
    {
        ClockStatement? last = null;
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (metric.Error is null && certificate.Find(metric) is { Name: OutboxMetrics.ClockStatement } && metric.TryGetString(out var json) && ClockStatement.TryParse(json, out var statement, out _))
                last = statement;
        }
        return last;
    }
}

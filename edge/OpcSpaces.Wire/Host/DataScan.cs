using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>The result of one pass over a data message: its <c>seq</c>, and how many metrics it has, how many the birth does not have, and how many cannot be read.</summary>
internal readonly record struct DataScan(ulong? Seq, int Metrics, int Unknown, int Unreadable, string? Damage)
{
    /// <summary>Counts the sender's mistakes too. Allocates nothing for a valid message. Without a certificate it only reads the <c>seq</c>.</summary>
    public static DataScan Of(ReadOnlySpan<byte> payload, BirthCertificate? certificate, EventCounters<PeerFault> faults)
    {
        var reader = new PayloadReader(payload);
        int metrics = 0, unknown = 0, unreadable = 0;
        while (reader.TryReadNext(out var metric))
        {
            metrics++;
            if (metric.Error is not null) unreadable++;
            if (metric.Error is not null || certificate is null) continue;
            if (!metric.HasTimestamp) faults.Add(PeerFault.MetricTimestampMissing);
            if (metric.DataType != SparkplugDataType.Unknown) faults.Add(PeerFault.DataTypeInData);
            if (certificate.Find(metric) is not { } birth)
            {
                unknown++;
                faults.Add(metric.HasAlias ? PeerFault.UnknownAlias : PeerFault.UnknownName);
            }
            else if (metric.Name.Length > 0 && birth.Alias is not null)
            {
                faults.Add(PeerFault.NameBesideAlias);
            }
        }

        if (reader.Error is null && reader.Timestamp is null) faults.Add(PeerFault.PayloadTimestampMissing);
        return new DataScan(
            reader.Sequence, metrics, unknown, unreadable, reader.Error is { } error ? $"{error} at byte {reader.ErrorOffset}" : null);
    }
}

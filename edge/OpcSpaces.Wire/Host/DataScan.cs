using OpcSpaces.Points;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>The result of one pass over a data message: its <c>seq</c>, and how many metrics it has, how many the birth does not have, and how many cannot be read.</summary>
internal readonly record struct DataScan(ulong? Seq, int Metrics, int Unknown, int Unreadable, string? Damage)
{
    /// <summary>Counts the sender's mistakes too. Allocates nothing for a valid message. Without a certificate it only reads the <c>seq</c>.</summary>
    public static DataScan Of(ReadOnlySpan<byte> payload, BirthCertificate? certificate, EventCounters<PeerFault> faults, long receivedMs)
    {
        var reader = new PayloadReader(payload);
        int metrics = 0, unknown = 0, unreadable = 0;
        while (reader.TryReadNext(out var metric))
        {
            metrics++;
            if (metric.Error is not null) unreadable++;
            if (metric.Error is not null || certificate is null) continue;
            if (!metric.HasTimestamp) faults.Add(PeerFault.MetricTimestampMissing);
            else if (!PlausibleTime.Is(metric.TimestampMs, receivedMs)) faults.Add(PeerFault.MetricTimestampImplausible);
            if (metric.DataType != SparkplugDataType.Unknown) faults.Add(PeerFault.DataTypeInData);
            if (certificate.Find(metric) is { } birth)
            {
                Inspect(metric, birth, certificate, faults);
                continue;
            }

            unknown++;
            faults.Add(WhyUnknown(metric, certificate));
        }

        if (reader.Error is null && reader.Timestamp is null) faults.Add(PeerFault.PayloadTimestampMissing);
        return new DataScan(
            reader.Sequence, metrics, unknown, unreadable, reader.Error is { } error ? $"{error} at byte {reader.ErrorOffset}" : null);
    }

    private static void Inspect(in MetricView metric, BirthMetric birth, BirthCertificate certificate, EventCounters<PeerFault> faults)
    {
        if (!metric.IsNull && !birth.DataType.MayBeIn(metric.Kind)) faults.Add(PeerFault.WrongValueField);
        if (metric.Name.IsEmpty) return;
        if (birth.Alias is not null) faults.Add(PeerFault.NameBesideAlias);
        if (metric.HasAlias && certificate.FindAlias(metric.Alias) is { } other && other.Name != birth.Name) faults.Add(PeerFault.AliasContradictsName);
    }

    private static PeerFault WhyUnknown(in MetricView metric, BirthCertificate certificate)
    {
        if (!metric.HasAlias || !metric.Name.IsEmpty) return PeerFault.UnknownName;
        return certificate.Sharing(metric.Alias).Count > 0 ? PeerFault.AmbiguousAlias : PeerFault.UnknownAlias;
    }
}

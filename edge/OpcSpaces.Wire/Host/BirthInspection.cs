using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Points;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>Reads births and deaths, enforces the memory limits, and counts the senders' mistakes.</summary>
internal sealed class BirthInspection(HostSessionOptions options)
{
    private int _metrics;

    public EventCounters<PeerFault> Faults { get; } = new();

    public void Clear() => _metrics = 0;

    /// <summary>False when the message was rejected.</summary>
    public bool TryReadNodeBirth(NodeState node, in HostMessage message, [NotNullWhen(true)] out BirthCertificate? certificate, out byte seq)
    {
        seq = 0;
        if (!TryReadBirth(node.Certificate, message, out var payload, out certificate)) return false;
        if (payload.Sequence != 0) Faults.Add(payload.Sequence is null ? PeerFault.SeqMissing : PeerFault.BirthSeqNotZero);
        seq = unchecked((byte)(payload.Sequence ?? 0));

        InspectRebirthMetric(payload);
        if (payload.Find(SessionMetrics.BirthSequence) is { } bdSeq)
        {
            if (bdSeq.DataType != SparkplugDataType.Int64) Faults.Add(PeerFault.BirthSequenceType);
            // While the node is online the same number means a rebirth; after its death a new session must have a larger one.
            if (!node.IsOnline && node.StaleSince is not null && certificate.BirthSequence == node.Certificate?.BirthSequence)
                Faults.Add(PeerFault.BirthSequenceNotGrowing);
        }
        else
        {
            Faults.Add(PeerFault.BirthSequenceMissing);
        }

        return true;
    }

    public bool TryReadDeviceBirth(
        BirthCertificate? before, in HostMessage message, [NotNullWhen(true)] out BirthCertificate? certificate, out ulong? seq)
    {
        var read = TryReadBirth(before, message, out var payload, out certificate);
        seq = payload?.Sequence;
        return read;
    }

    /// <summary>Whether an NDEATH belongs to the node's present session.</summary>
    public bool IsDeathOf(NodeState node, in HostMessage message)
    {
        if (!SparkplugCodec.TryDecode(message.Payload, out var payload, out var error))
        {
            message.Reject(error!);
            return false;
        }

        if (payload!.Sequence is not null) Faults.Add(PeerFault.DeathWithSequence);
        if (payload.Metrics.Count > 1) Faults.Add(PeerFault.DeathWithOtherMetrics);
        if (payload.Find(SessionMetrics.BirthSequence) is not { } bdSeq || !bdSeq.Value.TryGetUInt64(out var number))
        {
            Faults.Add(PeerFault.DeathWithoutBirthSequence);
            return node.Certificate is { BirthSequence: null };
        }

        if (bdSeq.DataType != SparkplugDataType.Int64) Faults.Add(PeerFault.BirthSequenceType);
        if (node.Certificate is not { } certificate) return false;
        if (certificate.BirthSequence is null || certificate.BirthSequence == number) return true;
        Faults.Add(PeerFault.DeathOfOtherSession);
        return false;
    }

    public bool TryReadDeviceDeath(in HostMessage message, out DateTimeOffset diedAt, out ulong? seq)
    {
        (diedAt, seq) = (message.ReceivedAt, null);
        if (!SparkplugCodec.TryDecode(message.Payload, out var payload, out var error))
        {
            message.Reject(error!);
            return false;
        }

        seq = payload!.Sequence;
        if (payload.Timestamp is null) Faults.Add(PeerFault.PayloadTimestampMissing);
        else if (PlausibleTime.Is((long)payload.Timestamp, message.ReceivedAt.ToUnixTimeMilliseconds()))
            diedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)payload.Timestamp);
        return true;
    }

    private bool TryReadBirth(
        BirthCertificate? before, in HostMessage message,
        [NotNullWhen(true)] out SparkplugPayload? payload, [NotNullWhen(true)] out BirthCertificate? certificate)
    {
        certificate = null;
        if (!SparkplugCodec.TryDecode(message.Payload, out payload, out var error))
        {
            message.Reject(error!);
            return false;
        }

        if (payload!.Metrics.Count > options.MaxMetricsPerBirth)
        {
            message.Reject($"the birth has {payload.Metrics.Count} metrics, more than {options.MaxMetricsPerBirth}");
            return false;
        }

        var metrics = _metrics + payload.Metrics.Count - (before?.Metrics.Count ?? 0);
        if (metrics > options.MaxMetrics)
        {
            message.Reject($"all births together would have {metrics} metrics, more than {options.MaxMetrics}");
            return false;
        }

        certificate = BirthCertificate.From(payload);
        _metrics += certificate.Metrics.Count - (before?.Metrics.Count ?? 0);
        InspectMetrics(payload, message.ReceivedAt.ToUnixTimeMilliseconds());
        return true;
    }

    private void InspectMetrics(SparkplugPayload payload, long receivedMs)
    {
        if (payload.Timestamp is null) Faults.Add(PeerFault.PayloadTimestampMissing);
        var names = new HashSet<string>(payload.Metrics.Count);
        var aliases = new HashSet<ulong>(payload.Metrics.Count);
        foreach (var metric in payload.Metrics)
        {
            if (metric.Name is null) Faults.Add(PeerFault.NameMissing);
            else if (!BirthCertificate.IsName(metric.Name)) Faults.Add(PeerFault.NameNotUtf8);
            else if (!names.Add(metric.Name)) Faults.Add(PeerFault.NameTwice);
            if (metric.Alias is { } alias && !aliases.Add(alias)) Faults.Add(PeerFault.AliasTwice);
            if (metric.Timestamp is not { } at) Faults.Add(PeerFault.MetricTimestampMissing);
            else if (!PlausibleTime.Is((long)at, receivedMs)) Faults.Add(PeerFault.MetricTimestampImplausible);
            if (metric.DataType == SparkplugDataType.Unknown) Faults.Add(PeerFault.DataTypeMissing);
        }
    }

    private void InspectRebirthMetric(SparkplugPayload payload)
    {
        var rebirth = payload.Find(SessionMetrics.Rebirth);
        if (rebirth is null || !rebirth.Value.TryGetBoolean(out var value) || value) Faults.Add(PeerFault.RebirthMetricMissing);
        if (rebirth?.Alias is not null) Faults.Add(PeerFault.RebirthMetricHasAlias);
    }
}

using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>The payloads of births and deaths (Sparkplug 3.0 §6.4).</summary>
internal static class SessionPayloads
{
    /// <summary>Only bdSeq, no seq (tck-id-topics-ndeath-payload, -seq); no timestamp either, because a Will is written at the CONNECT and not at the death.</summary>
    public static SparkplugPayload NodeDeath(byte birthSequence) =>
        new() { Metrics = { BirthSequence(birthSequence) } };

    public static SparkplugPayload DeviceDeath(long nowMs, byte seq) => new() { Timestamp = (ulong)nowMs, Sequence = seq };

    public static SparkplugPayload NodeBirth(BirthSnapshot snapshot, byte birthSequence, long nowMs, byte seq)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)nowMs, Sequence = seq };
        var bdSeq = BirthSequence(birthSequence);
        (bdSeq.Alias, bdSeq.Timestamp) = (snapshot.Definition.BirthSequenceAlias, (ulong)nowMs);
        payload.Metrics.Add(bdSeq);
        payload.Metrics.Add(new SparkplugMetric
        {
            Name = SessionMetrics.Rebirth,
            Timestamp = (ulong)nowMs,
            DataType = SparkplugDataType.Boolean,
            Value = SparkplugValue.FromBoolean(false),
        });
        AddMetrics(payload, snapshot, snapshot.Definition.NodeMetrics, nowMs);
        return InOrderOfTime(payload);
    }

    public static SparkplugPayload DeviceBirth(BirthSnapshot snapshot, DeviceDefinition device, long nowMs, byte seq)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)nowMs, Sequence = seq };
        AddMetrics(payload, snapshot, device.Metrics, nowMs);
        return InOrderOfTime(payload);
    }

    // tck-id-operational-behavior-data-publish-nbirth-order, -dbirth-order.
    private static SparkplugPayload InOrderOfTime(SparkplugPayload payload)
    {
        var ordered = payload.Metrics.OrderBy(metric => metric.Timestamp).ToArray();
        payload.Metrics.Clear();
        payload.Metrics.AddRange(ordered);
        return payload;
    }

    private static void AddMetrics(SparkplugPayload payload, BirthSnapshot snapshot, IReadOnlyList<MetricDefinition> metrics, long nowMs)
    {
        foreach (var definition in metrics)
        {
            payload.Metrics.Add(OutboxValue(definition.Name, snapshot.Outbox) is { } position
                ? Metric(definition, nowMs, position)
                : Metric(definition, snapshot.Values.GetValueOrDefault(definition.Alias, new Reading(nowMs, PointValue.Null))));
        }
    }

    private static SparkplugMetric BirthSequence(byte value) => new()
    {
        Name = SessionMetrics.BirthSequence,
        DataType = SparkplugDataType.Int64,
        Value = SparkplugValue.FromInt64(value),
    };

    private static SparkplugMetric Metric(MetricDefinition definition, Reading reading) => new()
    {
        Name = definition.Name,
        Alias = definition.Alias,
        Timestamp = (ulong)Math.Max(0, reading.TimestampMs),
        DataType = definition.DataType,
        IsNull = reading.Value.IsNull,
        Properties = reading.Quality == QualityCode.Good ? null : SparkplugPropertySet.WithQuality(reading.Quality),
        Value = SparkplugValue.Of(reading.Value, definition.DataType),
    };

    private static SparkplugMetric Metric(MetricDefinition definition, long nowMs, SparkplugValue position) => new()
    {
        Name = definition.Name,
        Alias = definition.Alias,
        Timestamp = (ulong)nowMs,
        DataType = definition.DataType,
        IsNull = position.Kind == SparkplugValueKind.None,
        Value = position,
    };

    private static SparkplugValue? OutboxValue(string name, in OutboxPosition position) => name switch
    {
        OutboxMetrics.Epoch => SparkplugValue.FromUInt64(position.Epoch),
        OutboxMetrics.Sequence => SparkplugValue.FromUInt64(position.LastSequence),
        OutboxMetrics.First => SparkplugValue.FromUInt64(position.First),
        OutboxMetrics.BaseChain => Link(position.Base),
        OutboxMetrics.Committed => SparkplugValue.FromUInt64(position.Committed),
        OutboxMetrics.CommittedChain => Link(position.CommittedChain),
        OutboxMetrics.PreviousEpoch => position.Previous.Epoch == 0 ? SparkplugValue.None : SparkplugValue.FromUInt64(position.Previous.Epoch),
        OutboxMetrics.PreviousSequence => position.Previous.Epoch == 0 ? SparkplugValue.None : SparkplugValue.FromUInt64(position.Previous.Sequence),
        _ => null,
    };

    private static SparkplugValue Link(ChainLink? link) => link is { } known ? SparkplugValue.FromBytes(known.ToArray()) : SparkplugValue.None;
}

using System.Buffers;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Faults.BadInput;

/// <summary>Writes what an edge node with an outbox would publish, sense and nonsense. Its zone has one desk; numbers count up as in a real outbox.</summary>
internal sealed class RogueNode(string name)
{
    public const ulong EpochAlias = 100, SequenceAlias = 101, DeskAlias = 110;
    private const ulong Epoch = 4_711;
    private ulong _sequence;
    private byte _seq;

    public string Name => $"opc-test/{name}";

    public string DataTopic => $"spBv1.0/opc-test/DDATA/{name}/Z-{name}";

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public (string Topic, byte[] Payload) NodeBirth()
    {
        _seq = 0;
        return ($"spBv1.0/opc-test/NBIRTH/{name}", Payload(
            Metric(SessionMetrics.BirthSequence, null, SparkplugDataType.Int64, SparkplugValue.FromUInt64(0)),
            Metric("Node Control/Rebirth", null, SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false)),
            Metric(OutboxMetrics.Epoch, 90, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(Epoch)),
            Metric(OutboxMetrics.Sequence, 91, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(_sequence)),
            Metric(OutboxMetrics.First, 92, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(1))));
    }

    public (string Topic, byte[] Payload) ZoneBirth() => ($"spBv1.0/opc-test/DBIRTH/{name}/Z-{name}", Payload(
        Metric(OutboxMetrics.Epoch, EpochAlias, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(Epoch)),
        Metric(OutboxMetrics.Sequence, SequenceAlias, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(_sequence)),
        Metric("desk/1/occupied", DeskAlias, SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false))));

    /// <summary>The next batch of the outbox around any bytes.</summary>
    public byte[] Batch(byte[] content, ulong? epoch = null, ulong? sequence = null)
    {
        var to = new ArrayBufferWriter<byte>();
        OutboxMessageWriter.Write(
            to, Now, 0, EpochAlias, epoch ?? Epoch, SequenceAlias, sequence ?? ++_sequence, Reading(DeskAlias, Now, PointValue.Of(true)), historical: false);
        // The writer takes only sense: its reading and seq give way to what was asked for.
        var head = to.WrittenSpan[..^(Reading(DeskAlias, Now, PointValue.Of(true)).Length + 2)];
        return [.. head, .. content, 0x18, NextSeq()];
    }

    public static byte[] Reading(ulong alias, long timestampMs, PointValue value)
    {
        var content = new ContentWriter();
        content.Append(alias, SparkplugDataType.Boolean, new Reading(timestampMs, value));
        return content.Written.ToArray();
    }

    private byte[] Payload(params IEnumerable<SparkplugMetric> metrics)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)Now, Sequence = NextSeq() };
        payload.Metrics.AddRange(metrics);
        return SparkplugCodec.Encode(payload);
    }

    // Below 128, so that it is one byte wherever it stands.
    private byte NextSeq() => (byte)(_seq++ & 0x7F);

    private static SparkplugMetric Metric(string name, ulong? alias, SparkplugDataType type, SparkplugValue value) =>
        new() { Name = name, Alias = alias, Timestamp = (ulong)Now, DataType = type, Value = value };
}

using System.Buffers;
using OpcSpaces.Points;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>An edge node that sends a host session exactly what the test wants, and counts its own seq.</summary>
internal sealed class Peer(HostSession session, RecordedEvents events, string node = "gw7")
{
    public const ulong Epoch = 77;
    public const ulong EpochAlias = 10;
    public const ulong SequenceAlias = 11;
    public const ulong DeskAlias = 12;

    /// <summary>ms since 1970 of <see cref="Start"/>.</summary>
    public const ulong AtMs = 1_772_438_400_000;

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;

    public byte Seq { get; set; }

    public ulong BirthSequence { get; set; }

    public bool HasOutbox { get; init; } = true;

    public NodeState State => session.Nodes.Single(state => state.EdgeNode == node);

    public static SparkplugMetric Metric(string? name, SparkplugDataType type, SparkplugValue value, ulong? alias = null, ulong? timestamp = AtMs + 1_000) =>
        new() { Name = name, Alias = alias, DataType = type, Value = value, Timestamp = timestamp };

    /// <summary>Sends a valid NBIRTH after <paramref name="change"/> has changed it.</summary>
    public void NodeBirth(Action<SparkplugPayload>? change = null)
    {
        Seq = 0;
        var payload = new SparkplugPayload { Timestamp = AtMs + 1_000, Sequence = Seq++ };
        payload.Metrics.Add(Metric("bdSeq", SparkplugDataType.Int64, SparkplugValue.FromInt64((long)BirthSequence), 1));
        payload.Metrics.Add(Metric("Node Control/Rebirth", SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false)));
        if (HasOutbox)
        {
            payload.Metrics.Add(Metric(OutboxMetrics.Epoch, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(Epoch), 2));
            payload.Metrics.Add(Metric(OutboxMetrics.Sequence, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(40), 3));
            payload.Metrics.Add(Metric(OutboxMetrics.First, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(11), 4));
            payload.Metrics.Add(Metric(OutboxMetrics.Committed, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(30), 5));
        }

        change?.Invoke(payload);
        Send(SparkplugMessageType.NodeBirth, null, payload);
    }

    public void DeviceBirth(string device = "zone1", Action<SparkplugPayload>? change = null)
    {
        var payload = new SparkplugPayload { Timestamp = AtMs + 1_000, Sequence = Seq++ };
        if (HasOutbox)
        {
            payload.Metrics.Add(Metric(OutboxMetrics.Epoch, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(Epoch), EpochAlias));
            payload.Metrics.Add(Metric(OutboxMetrics.Sequence, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(40), SequenceAlias));
        }

        payload.Metrics.Add(Metric("desk/1/occupied", SparkplugDataType.Boolean, SparkplugValue.FromBoolean(true), DeskAlias));
        change?.Invoke(payload);
        Send(SparkplugMessageType.DeviceBirth, device, payload);
    }

    public void Born()
    {
        NodeBirth();
        DeviceBirth();
    }

    public byte[] Batch(ulong sequence, ulong alias = DeskAlias)
    {
        var content = new ContentWriter();
        content.Append(alias, SparkplugDataType.Boolean, new Reading((long)AtMs + 2_000, PointValue.Of(false)));
        var buffer = new ArrayBufferWriter<byte>();
        OutboxMessageWriter.Write(buffer, (long)AtMs + 3_000, Seq++, EpochAlias, Epoch, SequenceAlias, sequence, content.Written, historical: false);
        return buffer.WrittenSpan.ToArray();
    }

    public void Data(ulong sequence, ulong alias = DeskAlias) => Send(SparkplugMessageType.DeviceData, "zone1", Batch(sequence, alias));

    public void Data(SparkplugPayload payload, string device = "zone1") => Send(SparkplugMessageType.DeviceData, device, payload);

    public void NodeDeath(ulong? birthSequence = null, Action<SparkplugPayload>? change = null)
    {
        var payload = new SparkplugPayload();
        payload.Metrics.Add(Metric("bdSeq", SparkplugDataType.Int64, SparkplugValue.FromInt64((long)(birthSequence ?? BirthSequence)), null, null));
        change?.Invoke(payload);
        Send(SparkplugMessageType.NodeDeath, null, payload);
    }

    public void DeviceDeath(string device = "zone1", ulong? timestamp = AtMs + 5_000) =>
        Send(SparkplugMessageType.DeviceDeath, device, new SparkplugPayload { Timestamp = timestamp, Sequence = Seq++ });

    public void Send(SparkplugMessageType type, string? device, SparkplugPayload payload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SparkplugCodec.Encode(payload, buffer);
        Send(type, device, buffer.WrittenSpan.ToArray());
    }

    public void Send(SparkplugMessageType type, string? device, byte[] payload) =>
        session.Receive(new SparkplugTopic(type, "nanshan", node, device), payload, Now, events);

    public void Pass(int ms)
    {
        Now = Now.AddMilliseconds(ms);
        session.Tick(Now, events);
    }
}

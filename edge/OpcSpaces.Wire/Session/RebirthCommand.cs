using System.Buffers;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Session;

/// <summary>A host's request for new births: one NCMD that writes true to <c>Node Control/Rebirth</c>, a metric that never has an alias (Sparkplug B 3.0 §6.4.22).</summary>
public static class RebirthCommand
{
    /// <summary>The metric's name. In births it is a Boolean with the value false.</summary>
    public const string MetricName = "Node Control/Rebirth";

    /// <summary>Writes the NCMD's payload; it has no seq.</summary>
    public static void Encode(IBufferWriter<byte> to, long timestampMs)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)timestampMs };
        payload.Metrics.Add(new SparkplugMetric
        {
            Name = MetricName,
            Timestamp = (ulong)timestampMs,
            // Commands may leave the data type out, but some edge nodes do not read a value without it.
            DataType = SparkplugDataType.Boolean,
            Value = SparkplugValue.FromBoolean(true),
        });
        SparkplugCodec.Encode(payload, to);
    }
}

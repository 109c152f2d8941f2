using System.Buffers;
using System.Text;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>One thing to send, with its own copy of the bytes: topic, a zero, payload, in one rented buffer.</summary>
internal readonly struct Outgoing
{
    /// <summary>What one queued message takes besides its bytes, so that empty messages count too.</summary>
    internal const int Overhead = 96;

    internal required OutgoingKind Kind { get; init; }
    internal MqttQos Qos { get; init; }
    internal bool Retain { get; init; }
    internal byte[] Buffer { get; init; }
    internal int TopicLength { get; init; }
    internal int PayloadLength { get; init; }

    /// <summary>Bytes that it counts for in the queue.</summary>
    internal int Cost { get; init; }

    /// <summary>Who waits for the broker's answer; null when nobody does.</summary>
    internal Acknowledgement? Acknowledgement { get; init; }

    /// <summary>The filters of a subscription.</summary>
    internal IReadOnlyList<string>? Filters { get; init; }

    /// <summary>The QoS of a subscription; <see cref="Qos"/> speaks of messages only.</summary>
    internal MqttQos AskedQos { get; init; }

    /// <summary>The reason code of a disconnection.</summary>
    internal byte Reason { get; init; }

    internal static int CostOf(string topic, int payloadLength) => Overhead + topic.Length + payloadLength;

    internal static Outgoing Publish(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain, Acknowledgement? acknowledgement)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(topic.Length) + 1 + payload.Length);
        var topicLength = Encoding.UTF8.GetBytes(topic, buffer);
        buffer[topicLength] = 0;
        payload.CopyTo(buffer.AsSpan(topicLength + 1));
        return new Outgoing
        {
            Kind = OutgoingKind.Publish,
            Qos = qos,
            Retain = retain,
            Buffer = buffer,
            TopicLength = topicLength,
            PayloadLength = payload.Length,
            Cost = CostOf(topic, payload.Length),
            Acknowledgement = acknowledgement,
        };
    }

    internal void Return()
    {
        if (Buffer is not null)
            ArrayPool<byte>.Shared.Return(Buffer);
    }
}

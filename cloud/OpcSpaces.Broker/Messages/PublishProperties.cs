using System.Buffers.Binary;
using System.Text.Unicode;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.Messages;

/// <summary>
/// The properties of a PUBLISH packet (MQTT 5 §3.3.2.3), which go to the subscribers unchanged. So they are checked: what only a broker may
/// send, or what this broker has not offered, would be a fault of ours there.
/// </summary>
internal static class PublishProperties
{
    private const byte PayloadFormat = 0x01, MessageExpiry = 0x02, ContentType = 0x03, ResponseTopic = 0x08, CorrelationData = 0x09;
    private const byte SubscriptionIdentifier = 0x0B, TopicAlias = 0x23, UserProperty = 0x26;

    /// <summary>The properties at the start of <paramref name="rest"/>, which take <paramref name="size"/> bytes there with their length.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> rest, out int size)
    {
        if (!VariableByteInteger.TryRead(rest, out var length, out size) || length > rest.Length - size)
            throw new PacketFaultException(PacketFault.Malformed, "the properties of a PUBLISH packet are longer than the packet");
        var properties = rest.Slice(size, length);
        size += length;
        var seen = 0UL;
        for (var left = properties; left.Length > 0;)
        {
            var property = left[..LengthOf(left)];
            if (property[0] != UserProperty && (seen & (1UL << property[0])) != 0)
                throw new PacketFaultException(PacketFault.Protocol, $"a PUBLISH packet has the property 0x{property[0]:x2} twice");
            seen |= 1UL << property[0];
            CheckValue(property);
            left = left[property.Length..];
        }

        return properties;
    }

    // A subscriber must leave when it gets one of these, and would come back to the same retained message.
    private static void CheckValue(ReadOnlySpan<byte> property)
    {
        switch (property[0])
        {
            case PayloadFormat when property[1] > 1:
                throw new PacketFaultException(PacketFault.Protocol, $"a PUBLISH packet has the payload format {property[1]}");
            case ContentType:
                CheckText(property[3..]);
                break;
            case ResponseTopic:
                CheckText(property[3..]);
                if (property.Length == 3 || property[3..].ContainsAny((byte)'+', (byte)'#'))
                    throw new PacketFaultException(PacketFault.Protocol, "a PUBLISH packet has a response topic that cannot be published to");
                break;
            case UserProperty:
                var name = TextLength(property, 1);
                CheckText(property[3..name]);
                CheckText(property[(name + 2)..]);
                break;
        }
    }

    // MQTT 5 §1.5.4.
    private static void CheckText(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text) || text.Contains((byte)0))
            throw new PacketFaultException(PacketFault.Malformed, "a property of a PUBLISH packet is no text in UTF-8");
    }

    private static int LengthOf(ReadOnlySpan<byte> property)
    {
        var length = property[0] switch
        {
            PayloadFormat => 2,
            MessageExpiry => 5,
            ContentType or ResponseTopic or CorrelationData => TextLength(property, 1),
            UserProperty => TextLength(property, TextLength(property, 1)),
            TopicAlias => throw new PacketFaultException(PacketFault.TopicAliasInvalid, "a PUBLISH packet has a topic alias, which was not offered"),
            SubscriptionIdentifier => throw new PacketFaultException(PacketFault.Protocol, "a PUBLISH packet of a client has a subscription identifier"),
            var unknown => throw new PacketFaultException(PacketFault.Malformed, $"a PUBLISH packet has the property 0x{unknown:x2}, which it cannot have"),
        };
        return length <= property.Length ? length : throw TooShort();
    }

    /// <summary>Where the text ends that has its length at <paramref name="at"/>.</summary>
    private static int TextLength(ReadOnlySpan<byte> property, int at) =>
        property.Length >= at + 2 ? at + 2 + BinaryPrimitives.ReadUInt16BigEndian(property[at..]) : throw TooShort();

    private static PacketFaultException TooShort() => new(PacketFault.Malformed, "a property of a PUBLISH packet is longer than all of them");
}

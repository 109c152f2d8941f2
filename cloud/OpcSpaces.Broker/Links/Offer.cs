using MQTTnet.Packets;
using OpcSpaces.Broker.Settings;

namespace OpcSpaces.Broker.Links;

/// <summary>What CONNACK says about this broker (MQTT 5 §3.2.2.3), in place of what MQTTnet's server says about itself.</summary>
internal static class Offer
{
    public static void Write(MqttConnAckPacket accepted, BrokerOptions options, string? assignedClientId)
    {
        accepted.AssignedClientIdentifier = assignedClientId;
        accepted.MaximumPacketSize = (uint)options.MaxPacketBytes;
        accepted.TopicAliasMaximum = 0;
        accepted.SubscriptionIdentifiersAvailable = false;
        accepted.SharedSubscriptionAvailable = false;
    }
}

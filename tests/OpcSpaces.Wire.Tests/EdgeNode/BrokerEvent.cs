using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.EdgeNode;

/// <summary>One action of a client, as the broker sees it.</summary>
internal abstract record BrokerEvent
{
    internal sealed record Connected(MqttSessionOptions Session) : BrokerEvent;

    internal sealed record Subscribed(IReadOnlyList<MqttSubscription> Filters) : BrokerEvent;

    internal sealed record Disconnected(bool SendWill) : BrokerEvent;

    internal sealed record Published(string Topic, byte[] Payload, MqttQos Qos, bool Retain) : BrokerEvent
    {
        public SparkplugTopic Parsed =>
            SparkplugTopic.TryParse(System.Text.Encoding.UTF8.GetBytes(Topic), out var topic, out var error) ? topic : throw new InvalidOperationException(error);

        public SparkplugMessageType Type => Parsed.Type;

        public SparkplugPayload Decoded => SparkplugCodec.Decode(Payload);
    }
}

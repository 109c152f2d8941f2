namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>A publisher for whose message there was no room yet; its payload is still the caller's.</summary>
internal sealed class WaitingPublish(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, Acknowledgement? acknowledgement)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal int Cost { get; } = Outgoing.CostOf(topic, payload.Length);

    internal Outgoing Copy() => Outgoing.Publish(topic, payload.Span, qos, retain, acknowledgement);
}

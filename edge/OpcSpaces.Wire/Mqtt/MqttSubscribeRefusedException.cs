namespace OpcSpaces.Wire.Mqtt;

/// <summary>The broker granted one of the filters with 0x80 or more. Mosquitto grants what its read ACL then never delivers, so a grant proves little.</summary>
public sealed class MqttSubscribeRefusedException(string filter, byte reasonCode)
    : IOException($"The broker refused the subscription to {filter}: {MqttReason.Describe(reasonCode)}")
{
    public string Filter { get; } = filter;

    public byte ReasonCode { get; } = reasonCode;
}

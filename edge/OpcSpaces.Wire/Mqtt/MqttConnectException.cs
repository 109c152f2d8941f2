namespace OpcSpaces.Wire.Mqtt;

/// <summary>No session came about; <see cref="ReasonCode"/> is the CONNACK code (MQTT 5 §3.2.2.2) when the broker refused.</summary>
public sealed class MqttConnectException(MqttConnectFailure failure, byte? reasonCode, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public MqttConnectFailure Failure { get; } = failure;

    public byte? ReasonCode { get; } = reasonCode;
}

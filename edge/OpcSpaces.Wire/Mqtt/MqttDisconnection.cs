namespace OpcSpaces.Wire.Mqtt;

/// <summary>Why a session ended. <paramref name="ReasonCode"/> is the broker's DISCONNECT code (MQTT 5 §3.14.2.1) where it sent one.</summary>
public sealed record MqttDisconnection(MqttDisconnectCause Cause, byte? ReasonCode, string Detail)
{
    public override string ToString() => ReasonCode is { } code ? $"{Cause} (0x{code:x2}): {Detail}" : $"{Cause}: {Detail}";
}

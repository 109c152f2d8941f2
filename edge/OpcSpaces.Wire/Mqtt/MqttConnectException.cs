namespace OpcSpaces.Wire.Mqtt;

/// <summary>No session came about; <see cref="ReasonCode"/> is the CONNACK code (MQTT 5 §3.2.2.2) when the broker refused.</summary>
public sealed class MqttConnectException(MqttConnectFailure failure, byte? reasonCode, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public MqttConnectFailure Failure { get; } = failure;

    public byte? ReasonCode { get; } = reasonCode;
}

/// <summary>Why no session came about.</summary>
public enum MqttConnectFailure
{
    /// <summary>Name not found, connection refused, no route, or the link broke before CONNACK.</summary>
    Unreachable,

    /// <summary>The broker answered CONNACK with a reason code of 0x80 or more.</summary>
    Refused,

    /// <summary>No CONNACK within <see cref="MqttSessionOptions.ConnectTimeoutSeconds"/>.</summary>
    Timeout,

    /// <summary>TLS: a file that cannot be used, a certificate that is not trusted, a version that is too old.</summary>
    Tls,
}

namespace OpcSpaces.Wire.Mqtt;

/// <summary>No session was opened; <see cref="ReasonCode"/> is the CONNACK code (MQTT 5 §3.2.2.2) when the broker refused.</summary>
public sealed class MqttConnectException(MqttConnectFailure failure, byte? reasonCode, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public MqttConnectFailure Failure { get; } = failure;

    public byte? ReasonCode { get; } = reasonCode;
}

/// <summary>Why no session was opened.</summary>
public enum MqttConnectFailure
{
    /// <summary>The name was not found, the connection was refused, there is no route, or the link broke before CONNACK.</summary>
    Unreachable,

    /// <summary>The broker answered CONNACK with a reason code of 0x80 or more.</summary>
    Refused,

    /// <summary>No CONNACK within <see cref="MqttSessionOptions.ConnectTimeoutSeconds"/>.</summary>
    Timeout,

    /// <summary>The broker accepted, and says in CONNACK that it lacks what Sparkplug needs: retained messages, or QoS 1.</summary>
    Unsuitable,

    /// <summary>A TLS file cannot be used, a certificate is not trusted, or the TLS version is too old.</summary>
    Tls,
}

namespace OpcSpaces.Wire.Mqtt;

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

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Opens sessions with one broker, whose host, port, TLS and credentials it knows. Safe from any thread.</summary>
public interface IMqttConnector
{
    /// <summary>Where the broker is, for people: <c>192.168.1.10:1883</c>.</summary>
    string Address => "this process";

    /// <summary>
    /// Sends one CONNECT and returns the session that it opened. A session never reconnects, so a Will is used once.
    /// Throws <see cref="MqttConnectException"/>, or <see cref="OperationCanceledException"/> when <paramref name="ct"/> fires.
    /// </summary>
    Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default);
}

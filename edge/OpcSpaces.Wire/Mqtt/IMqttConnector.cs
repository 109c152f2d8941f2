namespace OpcSpaces.Wire.Mqtt;

/// <summary>Knows host, port, TLS and credentials of one broker. Safe from any thread.</summary>
public interface IMqttConnector
{
    /// <summary>
    /// Sends one CONNECT and answers with the session it opened; nothing ever reconnects by itself, so a Will is used once.
    /// Throws <see cref="MqttConnectException"/>, or <see cref="OperationCanceledException"/> when <paramref name="ct"/> fires.
    /// </summary>
    Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default);
}

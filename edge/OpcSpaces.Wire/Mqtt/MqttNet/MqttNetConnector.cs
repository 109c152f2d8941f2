using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;

namespace OpcSpaces.Wire.Mqtt.MqttNet;

/// <summary>Opens sessions over MQTTnet.</summary>
internal sealed class MqttNetConnector(MqttEndpointOptions endpoint, ILogger logger) : IMqttConnector
{
    public async Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default)
    {
        session.Validate();
        var connection = new MqttNetConnection(session, handler, logger);
        try
        {
            await OpenAsync(connection, session, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task OpenAsync(MqttNetConnection connection, MqttSessionOptions session, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(session.ConnectTimeoutSeconds));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        MqttClientConnectResult? result;
        try
        {
            result = await connection.OpenAsync(endpoint, either.Token);
        }
        catch (Exception e) when (e is not MqttConnectException)
        {
            ct.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                throw new MqttConnectException(
                    MqttConnectFailure.Timeout, null, $"No CONNACK from {endpoint.Host}:{endpoint.Port} within {session.ConnectTimeoutSeconds} s", e);
            }

            if (e is MqttCommunicationException or IOException or AuthenticationException or OperationCanceledException)
                throw Failed(e);
            throw;
        }

        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            var code = (byte)result.ResultCode;
            throw new MqttConnectException(MqttConnectFailure.Refused, code, $"The broker refused the connection: {MqttReason.Describe(code)}");
        }
    }

    /// <summary>With TLS 1.3 the broker refuses our certificate only after the handshake: that shows as a broken stream.</summary>
    private MqttConnectException Failed(Exception e)
    {
        var root = e.GetBaseException();
        var isTls = endpoint.Tls is not null && (e is AuthenticationException || root is AuthenticationException || root.Message.Contains("SSL", StringComparison.OrdinalIgnoreCase));
        return new MqttConnectException(isTls ? MqttConnectFailure.Tls : MqttConnectFailure.Unreachable, null, root.Message, e);
    }
}

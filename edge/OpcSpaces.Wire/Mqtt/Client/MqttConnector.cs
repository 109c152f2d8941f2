using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>Opens sessions with one broker over MQTTnet.</summary>
public sealed class MqttConnector : IMqttConnector
{
    private readonly MqttEndpointOptions _endpoint;
    private readonly ILogger _logger;
    private readonly WritePace _pace = new(TimeProvider.System);

    private MqttConnector(MqttEndpointOptions endpoint, ILogger logger) => (_endpoint, _logger) = (endpoint, logger);

    public string Address => $"{_endpoint.Host}:{_endpoint.Port}";

    /// <summary>Its connections log under the name <c>OpcSpaces.Wire.Mqtt</c>; without <paramref name="loggers"/> nothing is logged.</summary>
    public static IMqttConnector Create(MqttEndpointOptions endpoint, ILoggerFactory? loggers = null) =>
        new MqttConnector(endpoint, (loggers ?? NullLoggerFactory.Instance).CreateLogger("OpcSpaces.Wire.Mqtt"));

    public async Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default)
    {
        session.Validate();
        var connection = new MqttConnection(session, handler, _pace, _logger);
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

    private async Task OpenAsync(MqttConnection connection, MqttSessionOptions session, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(session.ConnectTimeoutSeconds));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        MqttClientConnectResult? result;
        try
        {
            result = await connection.OpenAsync(_endpoint, either.Token);
        }
        catch (Exception e) when (e is not MqttConnectException)
        {
            ct.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                throw new MqttConnectException(
                    MqttConnectFailure.Timeout, null, $"No CONNACK from {_endpoint.Host}:{_endpoint.Port} within {session.ConnectTimeoutSeconds} s", e);
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

        if (WhyUnsuitable(session, result) is { } lack) throw new MqttConnectException(MqttConnectFailure.Unsuitable, null, lack);
    }

    /// <summary>What the CONNACK says that the broker lacks, of what the session needs; null when it has everything.</summary>
    private static string? WhyUnsuitable(MqttSessionOptions session, MqttClientConnectResult result)
    {
        if (session.Will is { Retain: true } && !result.RetainAvailable)
            return "The broker does not keep retained messages (Retain Available 0), and gateways wait for a retained STATE: allow them at the broker, or use another one";
        return session.Will is { Qos: MqttQos.AtLeastOnce } && result.MaximumQoS == MqttQualityOfServiceLevel.AtMostOnce
            ? "The broker has QoS 0 only (Maximum QoS 0), and STATE and deaths need QoS 1: allow it at the broker, or use another one"
            : null;
    }

    /// <summary>With TLS 1.3 a broker refuses our certificate only after the handshake, so the refusal looks like a broken stream.</summary>
    private MqttConnectException Failed(Exception e)
    {
        var root = e.GetBaseException();
        var isTls = _endpoint.Tls is not null && (e is AuthenticationException || root is AuthenticationException || root.Message.Contains("SSL", StringComparison.OrdinalIgnoreCase));
        return new MqttConnectException(isTls ? MqttConnectFailure.Tls : MqttConnectFailure.Unreachable, null, root.Message, e);
    }
}

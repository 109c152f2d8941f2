using Microsoft.Extensions.Logging;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>Opens sessions over libmosquitto; any number of them are served by one network thread.</summary>
internal sealed class MosquittoConnector : IMqttConnector
{
    /// <summary>Openers of the whole process at a time: reading TLS files and looking up names blocks a pool thread.</summary>
    private static readonly SemaphoreSlim Openers = new(8);

    private readonly MqttEndpointOptions _endpoint;
    private readonly ILogger _logger;

    internal MosquittoConnector(MqttEndpointOptions endpoint, ILogger logger)
    {
        MosquittoLibrary.Require();
        _endpoint = endpoint;
        _logger = logger;
    }

    public async Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default)
    {
        session.Validate();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(session.ConnectTimeoutSeconds));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await TryEachAsync(session, handler, either.Token);
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw new MqttConnectException(
                MqttConnectFailure.Timeout, null, $"No CONNACK from {_endpoint.Host}:{_endpoint.Port} within {session.ConnectTimeoutSeconds} s");
        }
    }

    private async Task<IMqttConnection> TryEachAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct)
    {
        var targets = await ConnectTarget.ResolveAsync(_endpoint, ct);
        var share = TimeSpan.FromSeconds((double)session.ConnectTimeoutSeconds / targets.Count);
        for (var i = 0; ; i++)
        {
            var isLast = i == targets.Count - 1;
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (!isLast)
                turn.CancelAfter(share);
            try
            {
                return await TryAsync(targets[i], session, handler, turn.Token);
            }
            catch (MqttConnectException e) when (!isLast && e.Failure == MqttConnectFailure.Unreachable)
            {
                // The next address may answer.
            }
            catch (OperationCanceledException) when (!isLast && !ct.IsCancellationRequested)
            {
                // A black hole has had its share of the time.
            }
        }
    }

    private async Task<IMqttConnection> TryAsync(ConnectTarget target, MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct)
    {
        var connection = new MosquittoConnection(MosquittoLoop.Shared, session, handler, _logger);
        await Openers.WaitAsync(ct);
        _ = Task.Run(
            () =>
            {
                try
                {
                    connection.Open(_endpoint, target);
                }
                finally
                {
                    Openers.Release();
                }
            },
            CancellationToken.None);
        try
        {
            await connection.Opened.WaitAsync(ct);
            return connection;
        }
        catch (OperationCanceledException)
        {
            connection.Cut();
            throw;
        }
    }
}

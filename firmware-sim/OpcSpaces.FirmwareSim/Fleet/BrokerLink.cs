using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>
/// One gateway's link to the broker, which can be cut: sessions end without a DISCONNECT, and new ones are refused as if the broker
/// did not exist.
/// </summary>
internal sealed class BrokerLink(IMqttConnector connector) : IMqttConnector
{
    public string Address => connector.Address;

    private readonly Lock _gate = new();

    // Guarded by the gate.
    private readonly HashSet<object> _reasons = [];
    private IMqttConnection? _connection;

    private volatile bool _losesData;

    /// <summary>
    /// Births and deaths pass, and batches are lost, as on a link that breaks off under load. To be set while the link is cut: a session that was opened without keeps its
    /// batches.
    /// </summary>
    public bool LosesData
    {
        get => _losesData;
        set => _losesData = value;
    }

    public async Task<IMqttConnection> ConnectAsync(MqttSessionOptions session, IMqttMessageHandler handler, CancellationToken ct = default)
    {
        ThrowIfCut();
        var connection = await connector.ConnectAsync(session, handler, ct);
        if (LosesData) connection = new LossyConnection(connection, this);
        lock (_gate)
        {
            if (_reasons.Count == 0)
            {
                _connection = connection;
                return connection;
            }
        }
        // The link was cut in the meantime.
        await connection.DisposeAsync();
        throw Away();
    }

    /// <summary>Completes when the current session has ended.</summary>
    public async Task CutAsync(object reason)
    {
        IMqttConnection? connection;
        lock (_gate)
        {
            _reasons.Add(reason);
            (connection, _connection) = (_connection, null);
        }
        if (connection is null)
            return;
        await connection.DisposeAsync();
        await connection.Closed;
    }

    /// <summary>Restores the link, unless it is also cut for another reason.</summary>
    public void Restore(object reason)
    {
        lock (_gate)
            _reasons.Remove(reason);
    }

    private void ThrowIfCut()
    {
        lock (_gate)
        {
            if (_reasons.Count > 0)
                throw Away();
        }
    }

    private static MqttConnectException Away() => new(MqttConnectFailure.Unreachable, null, "The broker is away (script).");
}

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>What the callbacks note for the code that called libmosquitto and looks afterwards.</summary>
internal sealed partial class MosquittoConnection
{
    private bool _progress;
    private bool _reading;
    private byte? _connAck;
    private int? _disconnect;
    private string? _errors;

    internal void NoteConnAck(byte reason, int serverKeepAliveSeconds)
    {
        _progress = true;
        _connAck = reason;
        if (serverKeepAliveSeconds > 0)
            _silenceMs = SilenceOf(serverKeepAliveSeconds);
    }

    internal void NoteDisconnect(int reason) => _disconnect = reason;

    /// <summary>OpenSSL lists several, the cause not always first.</summary>
    internal void NoteError(string text)
    {
        if (_errors is null)
            _errors = text;
        else if (_errors.Length < 500)
            _errors += "; " + text;
    }

    internal void NotePublished(int messageId, byte reason)
    {
        // Also called when a QoS 0 packet is written: those message ids mean nothing and may meet one that is awaited.
        if (!_reading)
            return;
        _progress = true;
        if (_awaited.Remove(messageId, out var acknowledgement))
            acknowledgement.TrySetResult([reason]);
    }

    internal void NoteSubscribed(int messageId, byte[] reasons)
    {
        _progress = true;
        if (_awaited.Remove(messageId, out var acknowledgement))
            acknowledgement.TrySetResult(reasons);
    }

    internal void NoteMessage(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retained)
    {
        _progress = true;
        _inbound.Deliver(topic, payload, retained);
    }

    private MqttDisconnection Cause(int error, int errno)
    {
        if (_phase == ConnectionPhase.Leaving)
            return new MqttDisconnection(MqttDisconnectCause.Requested, null, "disconnected by us");
        if (_disconnect is >= MosquittoError.FirstReasonCode and var reason)
            return new MqttDisconnection(MqttDisconnectCause.ByBroker, (byte)reason, MqttReason.Describe((byte)reason));
        if (error == MosquittoError.Success)
            return new MqttDisconnection(MqttDisconnectCause.ByBroker, 0, "disconnected by the broker");
        var cause = error switch
        {
            MosquittoError.KeepAlive => MqttDisconnectCause.LinkSilent,
            MosquittoError.Protocol => MqttDisconnectCause.ProtocolFault,
            _ => MqttDisconnectCause.LinkLost,
        };
        return new MqttDisconnection(cause, null, _errors ?? MosquittoError.Text(error, errno));
    }

    private MqttConnectException NotOpened(int error, int errno)
    {
        if (_connAck is >= MqttReason.FirstFailure and var code)
            return new MqttConnectException(MqttConnectFailure.Refused, code, $"The broker refused the connection: {MqttReason.Describe(code)}");
        if (error == MosquittoError.Tls || _errors is not null)
            return new MqttConnectException(MqttConnectFailure.Tls, null, $"TLS: {_errors ?? "the handshake failed"}");
        return new MqttConnectException(MqttConnectFailure.Unreachable, null, MosquittoError.Text(error, errno));
    }
}

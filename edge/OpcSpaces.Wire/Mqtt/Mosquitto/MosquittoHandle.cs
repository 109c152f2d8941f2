using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>Makes a client of libmosquitto and tells it all it must know before its one CONNECT.</summary>
internal static unsafe class MosquittoHandle
{
    private const int Mqtt5 = 5;

    internal static nint Create(MqttEndpointOptions endpoint, MqttSessionOptions session, string? password, nint state)
    {
        var handle = LibMosquitto.New(session.ClientId, 1, state);
        if (handle == 0)
            throw new InsufficientMemoryException("mosquitto_new");
        try
        {
            Configure(handle, endpoint, session, password);
            return handle;
        }
        catch
        {
            LibMosquitto.Destroy(handle);
            throw;
        }
    }

    private static void Configure(nint handle, MqttEndpointOptions endpoint, MqttSessionOptions session, string? password)
    {
        // Not threaded: after this method one thread at a time touches the handle (first the opener, then the network
        // thread), so publish may write straight to the socket, the message id is known before its PUBACK can be read,
        // and SSL_read never meets SSL_write. Threaded mode would only queue and count on a second thread that polls.
        Require(LibMosquitto.ThreadedSet(handle, 0));
        Require(LibMosquitto.IntOption(handle, LibMosquitto.OptionProtocolVersion, Mqtt5));
        Require(LibMosquitto.IntOption(handle, LibMosquitto.OptionTcpNoDelay, 1));
        Require(LibMosquitto.IntOption(handle, LibMosquitto.OptionReceiveMaximum, ushort.MaxValue));
        Require(LibMosquitto.IntOption(handle, LibMosquitto.OptionSendMaximum, session.MaxInflight));
        if (endpoint.Username is not null)
            Require(LibMosquitto.UsernamePasswordSet(handle, endpoint.Username, password));
        if (session.Will is { } will)
            SetWill(handle, will);
        LimitIncoming(handle, session);
        MosquittoCallbacks.Attach(handle);
        if (endpoint.Tls is { } tls)
            SetTls(handle, tls);
    }

    private static void SetWill(nint handle, MqttWill will)
    {
        fixed (byte* payload = will.Payload.Span)
        {
            Require(LibMosquitto.WillSet(
                handle, will.Topic, will.Payload.Length, payload, (int)will.Qos, will.Retain ? (byte)1 : (byte)0, 0));
        }
    }

    /// <summary>Maximum Packet Size (MQTT 5 §3.1.2.11.4): the broker then keeps larger messages from us.</summary>
    private static void LimitIncoming(nint handle, MqttSessionOptions session)
    {
        nint properties = 0;
        Require(LibMosquitto.PropertyAddInt32(&properties, LibMosquitto.PropertyMaximumPacketSize, (uint)session.MaxIncomingBytes));

        // connect_async takes no properties but sends those that connect_bind_v5 has noted, and connect_bind_v5 notes
        // them before it looks at the host; without one it goes no further.
        var error = LibMosquitto.ConnectBind(handle, null, 1, session.KeepAliveSeconds, null, properties);
        LibMosquitto.PropertyFreeAll(&properties);
        if (error != MosquittoError.Invalid)
            Require(error);
    }

    private static void SetTls(nint handle, MqttTlsOptions tls)
    {
        MosquittoCallbacks.AttachLog(handle);
        foreach (var file in new[] { tls.CaFile, tls.CertificateFile, tls.KeyFile })
        {
            if (file is not null && !File.Exists(file))
                throw new MqttConnectException(MqttConnectFailure.Tls, null, $"TLS file '{file}' does not exist");
        }

        var error = LibMosquitto.TlsSet(handle, tls.CaFile, null, tls.CertificateFile, tls.KeyFile, 0);
        if (error == MosquittoError.Success)
            error = LibMosquitto.TlsOptionsSet(handle, LibMosquitto.VerifyPeer, tls.AllowTls12 ? "tlsv1.2" : "tlsv1.3", null);
        if (error != MosquittoError.Success)
            throw new MqttConnectException(MqttConnectFailure.Tls, null, $"TLS files cannot be used: {MosquittoError.Text(error, Marshal.GetLastSystemError())}");
    }

    private static void Require(int error)
    {
        if (error != MosquittoError.Success)
            throw new ArgumentException($"libmosquitto refuses the session's options: {MosquittoError.Text(error, 0)}");
    }
}

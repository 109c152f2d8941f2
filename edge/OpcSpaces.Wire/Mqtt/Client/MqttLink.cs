using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Packets;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// The one link of a connection, between MQTTnet's client above and MQTTnet's TCP and TLS channel below. It stands in place of
/// MQTTnet's own adapter for three reasons: it reads and writes many packets at once; it hands a message to the handler where it
/// is read, while the client would put it into an unbounded queue and go on reading; and it knows what the client does not
/// tell: when the broker was last heard, and the reason code of its DISCONNECT.
/// </summary>
internal sealed class MqttLink : IMqttChannelAdapter, IMqttClientAdapterFactory
{
    private const int WriterBufferBytes = 4096;
    private const int WriterBufferMaxBytes = 64 * 1024;

    private readonly MqttSessionOptions _session;
    private readonly IMqttMessageHandler _handler;
    private readonly HandlerFaults _faults;
    private readonly ReceiveBuffer _received;
    private MqttTcpChannel? _channel;
    private long _lastHeardMs = Environment.TickCount64;

    /// <summary><paramref name="failed"/> is called once, when a write fails.</summary>
    internal MqttLink(MqttSessionOptions session, IMqttMessageHandler handler, HandlerFaults faults, WritePace pace, Action<Exception> failed)
    {
        (_session, _handler, _faults) = (session, handler, faults);
        _received = new ReceiveBuffer(session.MaxIncomingBytes);
        Sending = new SendBuffer(session.MaxQueuedBytes, bytes => Channel.WriteAsync(bytes, isEndOfPacket: true, CancellationToken.None), failed, pace);
    }

    // MQTTnet does not use the counts itself.
    public long BytesReceived => 0;

    public long BytesSent => 0;

    public bool IsSecureConnection => Channel.IsSecureConnection;

    public X509Certificate2 ClientCertificate => Channel.ClientCertificate;

    public EndPoint RemoteEndPoint => Channel.RemoteEndPoint;

    public EndPoint LocalEndPoint => Channel.LocalEndPoint;

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; } =
        new(MqttProtocolVersion.V500, new MqttBufferWriter(WriterBufferBytes, WriterBufferMaxBytes));

    internal SendBuffer Sending { get; }

    /// <summary>Seconds that the broker set in CONNACK in place of ours; 0 when it set none.</summary>
    internal int ServerKeepAliveSeconds { get; private set; }

    /// <summary>The reason code of the broker's DISCONNECT, when one came.</summary>
    internal byte? DisconnectReason { get; private set; }

    /// <summary>The handler has not finished with a message, so nothing is read and nothing can be heard.</summary>
    internal bool IsReadingPaused { get; private set; }

    internal long SilentForMs => Environment.TickCount64 - Volatile.Read(ref _lastHeardMs);

    private MqttTcpChannel Channel => _channel ?? throw new InvalidOperationException("The link was never opened.");

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger)
    {
        _channel = new MqttTcpChannel(options);
        return this;
    }

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Channel.ConnectAsync(cancellationToken);
        }
        catch (SocketException e)
        {
            throw new MqttCommunicationException(e);
        }
    }

    public Task DisconnectAsync(CancellationToken cancellationToken) => Channel.DisconnectAsync(cancellationToken);

    public void ResetStatistics()
    {
        // There are none.
    }

    /// <summary>Returns when the packet is in the buffer; with CONNECT and DISCONNECT, when everything is written.</summary>
    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttConnectPacket connect)
            connect.KeepAlivePeriod = (ushort)_session.KeepAliveSeconds;
        Sending.Append(packet, PacketFormatterAdapter);
        return packet is MqttConnectPacket or MqttDisconnectPacket ? Sending.EmptyAsync().WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Hands QoS 0 messages to the handler and returns the next packet of any other kind, or null when the link is closed.</summary>
    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_received.TryTake(out var firstByte, out var body))
            {
                if (PublishPacket.Is(firstByte))
                    await DeliverAsync(firstByte, body, cancellationToken);
                if (!PublishPacket.Is(firstByte) || PublishPacket.QosOf(firstByte) > 0)
                    return Decode(firstByte, body);
            }

            var space = _received.Space();
            var count = await Channel.ReadAsync(space.Array!, space.Offset, space.Count, cancellationToken);
            if (count == 0)
                return null!;
            _received.Add(count);
            Volatile.Write(ref _lastHeardMs, Environment.TickCount64);
        }
    }

    public void Dispose()
    {
        Sending.Stop();
        _channel?.Dispose();
    }

    private MqttPacket Decode(byte firstByte, ReadOnlyMemory<byte> body)
    {
        // MQTTnet keeps parts of what it is given, so it gets a copy.
        var packetBytes = 1 + VariableByteInteger.SizeOf(body.Length) + body.Length;
        var packet = PacketFormatterAdapter.Decode(new ReceivedMqttPacket(firstByte, body.ToArray(), packetBytes))
            ?? throw new MqttProtocolViolationException($"A packet that starts with 0x{firstByte:x2} cannot be read.");
        if (packet is MqttDisconnectPacket disconnect)
            DisconnectReason = (byte)disconnect.ReasonCode;
        if (packet is MqttConnAckPacket accepted)
        {
            // MQTTnet would start its own pings, which cannot work without a keep-alive in its options.
            ServerKeepAliveSeconds = accepted.ServerKeepAlive;
            accepted.ServerKeepAlive = 0;
            if (accepted.MaximumPacketSize > 0)
                Sending.MostPacketBytes = accepted.MaximumPacketSize;
        }

        return packet;
    }

    private async ValueTask DeliverAsync(byte firstByte, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        try
        {
            var handled = Deliver(firstByte, body.Span);
            if (handled.IsCompletedSuccessfully)
                return;
            IsReadingPaused = true;
            await handled.AsTask().WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The session has ended meanwhile; the caller sees that next.
        }
        catch (Exception e) when (e is not MqttProtocolViolationException)
        {
            _faults.Report(e);
        }
        finally
        {
            if (IsReadingPaused)
                Volatile.Write(ref _lastHeardMs, Environment.TickCount64);
            IsReadingPaused = false;
        }
    }

    private ValueTask Deliver(byte firstByte, ReadOnlySpan<byte> body)
    {
        PublishPacket.Read(firstByte, body, out var topic, out var payload);
        return _handler.OnMessage(topic, payload, PublishPacket.RetainOf(firstByte));
    }
}

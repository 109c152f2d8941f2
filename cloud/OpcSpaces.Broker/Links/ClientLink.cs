using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Broker.Routing;
using OpcSpaces.Broker.Sessions;

namespace OpcSpaces.Broker.Links;

/// <summary>
/// The link of one client, between MQTTnet's server above and Kestrel's connection below. It stands in place of MQTTnet's own adapter: it
/// takes messages and their acknowledgements where they are read, and leaves CONNECT, SUBSCRIBE, UNSUBSCRIBE and DISCONNECT to the server.
/// </summary>
internal sealed partial class ClientLink : Subscriber, IMqttChannelAdapter, ISession
{
    private const int WriterBufferBytes = 256;
    private const int WriterBufferMaxBytes = 4096;
    private const int MostConnectBytes = 512 * 1024; // CONNECT has at most six texts of 64 KiB and its properties
    private static readonly byte[] PingResponse = [0xD0, 0x00];

    private readonly BrokerCore _core;
    private readonly ConnectionContext _connection;
    private readonly HashSet<ushort> _unreleased = []; // QoS 2 messages that were taken and not yet released; of the reading task
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SubscribeOrders? _orders;
    private Outgoing? _outgoing;
    private Deliveries? _deliveries;
    private Will? _will;
    private string? _assignedId;
    private long _heardAt;
    private long _held; // bytes of a packet that is not complete yet

    public ClientLink(ConnectionContext connection, BrokerCore core)
    {
        (_connection, _core) = (connection, core);
        Filters = new HeldFilters(core.Options);
        _heardAt = core.Time.GetTimestamp();
    }

    public long BytesReceived => 0; // MQTTnet does not use the counts itself

    public long BytesSent => 0;

    public X509Certificate2? ClientCertificate => _connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;

    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public bool IsSecureConnection => _connection.Features.Get<ITlsConnectionFeature>() is not null;

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; } = new(new MqttBufferWriter(WriterBufferBytes, WriterBufferMaxBytes));

    public override bool IsRemote => true;

    public bool MayBeTakenOver => true;

    public Task Ended => _ended.Task;

    public string ClientId { get; private set; } = ""; // empty before CONNECT

    public MqttConnectReasonCode? Refusal { get; private set; } // why CONNECT is refused; null when it is not

    public int KeepAliveSeconds { get; private set; } // 0 for none

    /// <summary>Whoever takes the messages has no room, so nothing is read and nothing can be heard.</summary>
    public bool IsReadingPaused { get; private set; }

    public TimeSpan SilentFor => _core.Time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>The filters of its subscriptions. Belongs to the task that reads.</summary>
    public HeldFilters Filters { get; }

    private int MostBytes => _outgoing is null ? Math.Min(MostConnectBytes, _core.Options.MaxPacketBytes) : _core.Options.MaxPacketBytes;

    private PipeReader Input => _connection.Transport.Input;

    private bool IsVersion5 => PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;

    public override void Post(in PublishView message, byte qos, bool retained) => _deliveries!.Send(message, qos, retained);

    public void End(byte reason)
    {
        if (_ending.IsCancellationRequested)
            return;
        if (_outgoing is not null && IsVersion5)
            Send(new MqttDisconnectPacket { ReasonCode = (MqttDisconnectReasonCode)reason });
        _ending.Cancel();
        Input.CancelPendingRead();
    }

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ResetStatistics()
    {
        // There are none.
    }

    public void Dispose()
    {
        // A later session with the same id may still call End.
    }

    /// <summary>Takes messages and answers what needs no server, and returns the next packet of any other kind, or null when the link is to be closed.</summary>
    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                var read = await Input.ReadAsync(cancellationToken);
                if (await TakeAsync(read, cancellationToken) is { } packet)
                    return packet;
                if (read.IsCompleted)
                    return null;
            }
        }
        catch (PacketFaultException e)
        {
            Fail(e.Reason, e.Message);
        }
        catch (MqttProtocolViolationException e)
        {
            Fail(PacketFault.Malformed, e.Message);
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException || _ending.IsCancellationRequested)
        {
            LogLost(_core.Logger, ClientId, e.Message);
        }

        return null;
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttConnAckPacket accepted)
            Offer.Write(accepted, _core.Options, _assignedId);
        else if (packet is MqttSubAckPacket subscribed)
            _orders?.Restore(subscribed);
        Send(packet);
        return Task.CompletedTask;
    }

    /// <summary>Ends what is left of the session: its subscriptions and its Will. Then sends what waits, for a while.</summary>
    public async Task FinishAsync(TimeSpan longest)
    {
        Hold(0);
        foreach (var filter in Filters.All)
            _core.Router.Unsubscribe(filter, this);
        if (_will is { } will)
        {
            _core.Counters.Add(BrokerEvent.Will);
            _core.Router.Post(will.View, this);
        }

        if (ClientId.Length > 0)
            _core.Sessions.Leave(ClientId, this);
        _deliveries?.End();
        _ended.SetResult();
        if (_outgoing is not null)
            await Farewell.SayAsync(_connection, _outgoing, readsTheRest: _ending.IsCancellationRequested && IsVersion5, longest, _core.Time);
    }

    private async ValueTask<MqttPacket?> TakeAsync(ReadResult read, CancellationToken ct)
    {
        var buffer = read.Buffer;
        MqttPacket? packet = null;
        try
        {
            while (packet is null && PacketFrame.TryTake(ref buffer, MostBytes, out var frame))
            {
                Volatile.Write(ref _heardAt, _core.Time.GetTimestamp());
                if (frame.Type == PublishView.PacketType)
                {
                    var taken = TakePublish(frame);
                    if (!taken.IsCompletedSuccessfully)
                        await TakenAsync(taken, ct);
                }
                else if (!TryAnswer(frame))
                    packet = await DecodeAsync(frame, ct);
            }
        }
        finally
        {
            Input.AdvanceTo(buffer.Start, packet is null ? buffer.End : buffer.Start);
        }

        Hold(packet is null ? buffer.Length : 0);
        return packet;
    }

    // What waits for the rest of its packet.
    private void Hold(long bytes)
    {
        if (bytes > _held && !_core.Receiving.TryTake(bytes - _held))
            throw new PacketFaultException(PacketFault.QuotaExceeded, $"{bytes} bytes of a packet wait for its end, and the packets of all clients take {_core.Options.MaxReceivingBytesOfAll} at most");
        if (bytes < _held)
            _core.Receiving.Return(_held - bytes);
        _held = bytes;
    }

    private async ValueTask TakenAsync(ValueTask taken, CancellationToken ct)
    {
        IsReadingPaused = true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _ending.Token);
        try
        {
            await taken.AsTask().WaitAsync(either.Token);
        }
        finally
        {
            Volatile.Write(ref _heardAt, _core.Time.GetTimestamp());
            IsReadingPaused = false;
        }
    }

    private ValueTask TakePublish(in PacketFrame frame)
    {
        if (frame.Body.IsSingleSegment)
            return TakePublish(frame.FirstByte, frame.Body.FirstSpan);
        var whole = ArrayPool<byte>.Shared.Rent((int)frame.Body.Length);
        try
        {
            frame.Body.CopyTo(whole);
            return TakePublish(frame.FirstByte, whole.AsSpan(0, (int)frame.Body.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private ValueTask TakePublish(byte firstByte, ReadOnlySpan<byte> body)
    {
        if (_outgoing is null)
            throw new PacketFaultException(PacketFault.Protocol, "a PUBLISH packet came before CONNECT");
        var message = PublishView.Read(firstByte, body, IsVersion5, out var packetId);
        _core.Counters.Add(BrokerEvent.Received);
        if (message.Qos == 2 && !_unreleased.Add(packetId))
        {
            Answer(Acknowledgement.PubRec, packetId); // it was taken already
            return ValueTask.CompletedTask;
        }

        var taken = _core.Router.Deliver(message, this);
        if (message.Qos == 0)
            return taken;
        var answer = message.Qos == 1 ? Acknowledgement.PubAck : Acknowledgement.PubRec;
        if (!taken.IsCompletedSuccessfully)
            return AnswerAfterAsync(taken, answer, packetId);
        Answer(answer, packetId);
        return ValueTask.CompletedTask;
    }

    private async ValueTask AnswerAfterAsync(ValueTask taken, int type, ushort packetId)
    {
        await taken;
        Answer(type, packetId);
    }

    /// <summary>Answers what needs nothing but the link: pings and the acknowledgements of both directions.</summary>
    private bool TryAnswer(in PacketFrame frame)
    {
        if (_outgoing is null || frame.Type is not (ClientPacket.PingReq or Acknowledgement.PubAck or Acknowledgement.PubRec or Acknowledgement.PubRel or Acknowledgement.PubComp))
            return false;
        if (frame.Type == ClientPacket.PingReq)
        {
            Write(PingResponse);
            return true;
        }

        var (packetId, reason) = Acknowledgement.Read(frame.Body);
        switch (frame.Type)
        {
            case Acknowledgement.PubRec when reason < 0x80:
                Answer(Acknowledgement.PubRel, packetId);
                break;
            case Acknowledgement.PubRel:
                _unreleased.Remove(packetId);
                Answer(Acknowledgement.PubComp, packetId);
                break;
            default:
                _deliveries!.Acknowledge(packetId);
                break;
        }

        return true;
    }

    private async ValueTask<MqttPacket?> DecodeAsync(PacketFrame frame, CancellationToken ct)
    {
        // MQTTnet keeps parts of what it is given, so it gets a copy.
        var body = frame.Body.ToArray();
        var received = new ReceivedMqttPacket(frame.FirstByte, new ArraySegment<byte>(body), body.Length);
        if ((_outgoing is null) != (frame.Type == ClientPacket.Connect))
            throw new PacketFaultException(PacketFault.Protocol, "CONNECT is not the first packet, or not the only one");
        ClientPacket.Check(frame.FirstByte);
        if (_outgoing is null)
            PacketFormatterAdapter.DetectProtocolVersion(received);
        var packet = PacketFormatterAdapter.Decode(received);
        ClientPacket.Check(packet, _core.Options);
        if (packet is MqttConnectPacket connect)
            return await OpenAsync(connect, ct) ? connect : null;
        if (packet is MqttSubscribePacket subscribe)
            (_orders ??= new SubscribeOrders()).Keep(subscribe);
        if (packet is not MqttDisconnectPacket disconnect)
            return packet;
        if (disconnect.ReasonCode == MqttDisconnectReasonCode.DisconnectWithWillMessage)
        {
            await _ending.CancelAsync();
            return null;
        }

        _will = null;
        return disconnect;
    }

    /// <summary>Takes over what MQTTnet's server does not do, and waits until the session before with the same id has ended. False when this one is to end.</summary>
    private async ValueTask<bool> OpenAsync(MqttConnectPacket connect, CancellationToken ct)
    {
        _outgoing = new Outgoing(_connection.Transport.Output, _core.Options.MaxQueuedBytes, _core.Queued, IsVersion5);
        _deliveries = new Deliveries(
            _outgoing, connect.MaximumPacketSize is 0 ? uint.MaxValue : connect.MaximumPacketSize,
            connect.ReceiveMaximum is 0 ? ushort.MaxValue : connect.ReceiveMaximum, _core.Options.MaxQueuedBytes, _core.Queued, _core.Counters);
        if (string.IsNullOrEmpty(connect.ClientId) && (IsVersion5 || connect.CleanSession))
            connect.ClientId = _assignedId = Guid.NewGuid().ToString("N");
        if (string.IsNullOrEmpty(connect.ClientId))
            return true; // the server refuses it
        // Before a session is taken over: one that cannot begin must not end another.
        var will = Will.Of(connect);
        ISession? before = null;
        if (!string.IsNullOrEmpty(connect.AuthenticationMethod))
            Refusal = MqttConnectReasonCode.BadAuthenticationMethod;
        else if (connect.ClientId.Contains('\uFFFD', StringComparison.Ordinal))
            Refusal = MqttConnectReasonCode.ClientIdentifierNotValid; // it was no UTF-8, and two such ids would be one
        else if (_core.Sessions.Count >= _core.Options.MaxConnections && !_core.Sessions.TryFind(connect.ClientId, out _))
            Refusal = MqttConnectReasonCode.ServerBusy;
        else if (!_core.Sessions.TryEnter(connect.ClientId, this, out before))
            Refusal = MqttConnectReasonCode.ClientIdentifierNotValid;
        if (Refusal is not null)
        {
            _core.Counters.Add(BrokerEvent.Refused);
            LogRefused(_core.Logger, connect.ClientId, Refusal.Value);
            return true;
        }

        ClientId = connect.ClientId;
        if (before is not null)
            await EndAsync(before, ct);
        if (_ending.IsCancellationRequested)
            return false;
        (KeepAliveSeconds, _will) = (connect.KeepAlivePeriod, will);
        (connect.KeepAlivePeriod, connect.WillFlag) = (0, false);
        _core.Counters.Add(BrokerEvent.Connected);
        return true;
    }

    private async Task EndAsync(ISession before, CancellationToken ct)
    {
        _core.Counters.Add(BrokerEvent.TakenOver);
        before.End(SessionReason.TakenOver);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _ending.Token);
        await before.Ended.WaitAsync(either.Token);
    }

    private void Fail(byte reason, string why)
    {
        _core.Counters.Add(BrokerEvent.Fault);
        LogFault(_core.Logger, ClientId, RemoteEndPoint, why);
        End(reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Client '{ClientId}' at {Address} is disconnected: {Why}")]
    private static partial void LogFault(ILogger logger, string clientId, EndPoint? address, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Client '{ClientId}' was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string clientId, MqttConnectReasonCode reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The connection of client '{ClientId}' ended: {Why}")]
    private static partial void LogLost(ILogger logger, string clientId, string why);
}

using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>The network thread's part: from the queue into libmosquitto, one packet at a time while the socket takes them.</summary>
internal sealed unsafe partial class MosquittoConnection
{
    private const int DiscardBytes = 4096;
    private const int CorkFrom = 4;

    private void Send()
    {
        // libmosquitto writes each packet by itself. Held back until the turn is over, small ones share segments.
        var corks = _outgoing.Count >= CorkFrom;
        if (corks)
            Cork(1);
        SendTurn();
        if (corks && _phase == ConnectionPhase.Open)
            Cork(0);
    }

    private void Cork(int on) => _ = LibC.SetSocketOption(_descriptor, LibC.TcpLevel, LibC.TcpCork, &on, sizeof(int));

    private void SendTurn()
    {
        for (var turn = 0; turn < Turn; turn++)
        {
            // What libmosquitto could not write stays in its own unbounded queue: never give it a second packet.
            if (LibMosquitto.WantWrite(_handle) != 0 || !_outgoing.TryTake(_awaited.Count < _session.MaxInflight, out var item))
                return;
            if (item.Kind == OutgoingKind.Publish)
                Publish(item);
            else if (item.Kind == OutgoingKind.Subscribe)
                Subscribe(item);
            else
                BeginLeaving(item.Reason);
            if (_phase != ConnectionPhase.Open)
                return;
        }

        Post();
    }

    private void Publish(in Outgoing item)
    {
        int messageId;
        int error;
        fixed (byte* buffer = item.Buffer)
        {
            var payload = item.PayloadLength == 0 ? null : buffer + item.TopicLength + 1;
            error = LibMosquitto.Publish(
                _handle, &messageId, buffer, item.PayloadLength, payload, (int)item.Qos, item.Retain ? (byte)1 : (byte)0, 0);
        }

        item.Return();
        if (error is MosquittoError.Success or MosquittoError.NoConnection or MosquittoError.ConnectionLost or MosquittoError.Errno)
        {
            if (item.Acknowledgement is not null)
                Await(messageId, item.Acknowledgement);
            if (error != MosquittoError.Success)
                EndAfter(error, 0);
            return;
        }

        // Refused by what the broker announced in its CONNACK: the packet is too large, or QoS 1 is not to be had.
        var reason = error == MosquittoError.OversizePacket ? (byte)0x95 : (byte)0x83;
        LogNotSent(_logger, _session.ClientId, MosquittoError.Text(error, 0));
        item.Acknowledgement?.TrySetResult([reason]);
    }

    private void Subscribe(in Outgoing item)
    {
        var filters = item.Filters!;
        var pointers = stackalloc byte*[filters.Count];
        for (var i = 0; i < filters.Count; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(filters[i]);
        int messageId;
        var error = LibMosquitto.SubscribeMultiple(_handle, &messageId, filters.Count, pointers, (int)item.AskedQos, 0, 0);
        for (var i = 0; i < filters.Count; i++)
            Marshal.FreeCoTaskMem((nint)pointers[i]);

        if (error == MosquittoError.Success)
            Await(messageId, item.Acknowledgement!);
        else if (error is MosquittoError.NoConnection or MosquittoError.ConnectionLost or MosquittoError.Errno)
            EndAfter(error, 0);
        else
            item.Acknowledgement!.TrySetException(new ArgumentException($"A topic filter is not valid: {MosquittoError.Text(error, 0)}"));
    }

    private void Await(int messageId, Acknowledgement acknowledgement)
    {
        if (!_awaited.TryAdd(messageId, acknowledgement))
            throw new InvalidOperationException($"Message {messageId} still has no acknowledgement after 65,535 others");
    }

    /// <summary>
    /// libmosquitto closes the socket in the same breath in which it has written DISCONNECT; if something unread came in
    /// meanwhile, that is a reset, and the broker may see the reset before the DISCONNECT and publish the Will. So a
    /// second descriptor keeps the connection until the broker closes it.
    /// </summary>
    private void BeginLeaving(byte reason)
    {
        _loop.Epoll.Forget(_descriptor);
        var own = LibC.Duplicate(_descriptor);
        _descriptor = own;
        if (own < 0)
            throw new IOException($"dup: {Marshal.GetLastPInvokeErrorMessage()}");
        _descriptorIsOurs = true;
        _phase = ConnectionPhase.Leaving;
        var error = LibMosquitto.Disconnect(_handle, reason, 0);
        if (error != MosquittoError.Success)
        {
            EndAfter(error, 0);
            return;
        }

        _loop.Epoll.Watch(_descriptor, Token, _interest = WantedInterest());
        if (LibMosquitto.Socket(_handle) < 0)
            _ = LibC.Shutdown(_descriptor, LibC.ShutdownWrite);
    }

    /// <summary>Writes what is left of the DISCONNECT, then reads past whatever the broker still says until it closes.</summary>
    private void Leave()
    {
        if (LibMosquitto.Socket(_handle) >= 0)
        {
            _ = LibMosquitto.LoopWrite(_handle, 1);
            if (LibMosquitto.Socket(_handle) < 0)
                _ = LibC.Shutdown(_descriptor, LibC.ShutdownWrite);
        }

        var discard = stackalloc byte[DiscardBytes];
        nint count;
        do
        {
            count = LibC.Read(_descriptor, discard, DiscardBytes);
        }
        while (count > 0);

        if (count < 0 && Marshal.GetLastPInvokeError() is LibC.EAGAIN or LibC.EINTR)
            UpdateInterest();
        else
            End(new MqttDisconnection(MqttDisconnectCause.Requested, null, "disconnected by us"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {ClientId} was not sent: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string clientId, string reason);
}

using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>The network thread's part: whoever touches these fields is that thread (or the opener, before it is known here).</summary>
internal sealed unsafe partial class MosquittoConnection
{
    /// <summary>Packets per turn, so that one busy connection does not keep the others waiting.</summary>
    private const int Turn = 256;

    private readonly Dictionary<int, Acknowledgement> _awaited = [];
    private readonly Inbound _inbound;
    private GCHandle _state;
    private nint _handle;
    private ConnectionPhase _phase;
    private int _descriptor = -1;
    private bool _descriptorIsOurs;
    private uint _interest;
    private bool _usesTls;
    private bool _tcpStands;
    private long _silenceMs;
    private long _lastHeardMs;

    /// <summary>Other threads want something.</summary>
    internal void Work()
    {
        Interlocked.Exchange(ref _posted, 0);
        if (_handedOver)
            Guarded(static c => c.DoWork(), "work");
    }

    /// <summary>epoll has something for us.</summary>
    internal void Ready(uint readiness)
    {
        _readiness = readiness;
        Guarded(static c => c.DoReady(c._readiness), "readiness");
    }

    /// <summary>Twice a second; <paramref name="lateMs"/> is how long this thread itself was held up.</summary>
    internal void Tick(long nowMs, long lateMs)
    {
        _lastHeardMs += lateMs;
        _nowMs = nowMs;
        Guarded(static c => c.DoTick(c._nowMs), "tick");
    }

    private uint _readiness;
    private long _nowMs;

    private void Guarded(Action<MosquittoConnection> step, string name)
    {
        if (_phase == ConnectionPhase.Ended)
            return;
        try
        {
            step(this);
        }
        catch (Exception e)
        {
            LogLoopFault(_logger, _session.ClientId, name, e);
            End(new MqttDisconnection(MqttDisconnectCause.ProtocolFault, null, e.Message));
        }
    }

    private void DoWork()
    {
        if (_cut)
        {
            End(new MqttDisconnection(MqttDisconnectCause.Requested, null, "closed by us"));
            return;
        }

        if (_phase == ConnectionPhase.New)
        {
            _phase = ConnectionPhase.Opening;
            _descriptor = LibMosquitto.Socket(_handle);
            _loop.Add(this);
            _loop.Epoll.Watch(_descriptor, Token, _interest = WantedInterest());
        }

        if (_inbound.TryResume())
            _lastHeardMs = Environment.TickCount64;
        if (_phase == ConnectionPhase.Open)
            Send();
        UpdateInterest();
    }

    private void DoReady(uint readiness)
    {
        if (_phase == ConnectionPhase.Leaving)
        {
            Leave();
            return;
        }

        _tcpStands |= (readiness & Epoll.Out) != 0;
        var drained = true;
        if (_phase == ConnectionPhase.Opening || (readiness & ~Epoll.Out) != 0)
        {
            _lastHeardMs = Environment.TickCount64;
            drained = Read();
        }

        if (_phase == ConnectionPhase.Opening || (_phase == ConnectionPhase.Open && (readiness & Epoll.Out) != 0))
            Write();
        if (_phase == ConnectionPhase.Opening && (_connAck is not null || (readiness & (Epoll.Error | Epoll.HangUp | Epoll.PeerClosed)) != 0))
            FinishOpening();
        else if (_phase == ConnectionPhase.Open && drained && (readiness & (Epoll.Error | Epoll.HangUp)) != 0)
            End(new MqttDisconnection(MqttDisconnectCause.LinkLost, null, "the link broke"));
        if (_phase == ConnectionPhase.Open)
            Send();
        UpdateInterest();
    }

    private void DoTick(long nowMs)
    {
        // While reading rests nothing is heard, and that is our doing; the PINGREQs rest with it.
        if (_phase != ConnectionPhase.Open || _inbound.Rests)
            return;

        var error = LibMosquitto.LoopMisc(_handle);
        if (error != MosquittoError.Success)
            End(Cause(error, 0));
        else if (nowMs - _lastHeardMs > _silenceMs)
            End(new MqttDisconnection(MqttDisconnectCause.LinkSilent, null, $"nothing heard for {(nowMs - _lastHeardMs) / 1000.0:0.0} s"));
        else
            UpdateInterest();
    }

    /// <summary>Reads until the socket is empty, the turn is over or the handler wants rest; true when it is empty.</summary>
    private bool Read()
    {
        for (var turn = 0; turn < Turn; turn++)
        {
            if (_inbound.Rests)
                return true;
            _progress = false;
            _reading = true;
            var error = LibMosquitto.LoopRead(_handle, 1);
            _reading = false;
            var errno = Marshal.GetLastPInvokeError();
            if (error != MosquittoError.Success || _disconnect is not null || LibMosquitto.Socket(_handle) < 0)
            {
                EndAfter(error, errno);
                return true;
            }

            // errno alone may be left over from handling a packet; a packet always calls back, except PINGRESP.
            if (!_progress && errno == LibC.EAGAIN)
                return true;
        }

        return false;
    }

    private void Write()
    {
        var error = LibMosquitto.LoopWrite(_handle, 1);
        var errno = Marshal.GetLastPInvokeError();
        if (error != MosquittoError.Success || LibMosquitto.Socket(_handle) < 0)
            EndAfter(error, errno);
    }

    private void FinishOpening()
    {
        if (_connAck != 0)
        {
            EndAfter(MosquittoError.ConnectionLost, 0);
            return;
        }

        if (_usesTls)
            MosquittoCallbacks.DetachLog(_handle);
        _phase = ConnectionPhase.Open;
        _opened.TrySetResult();
    }

    private void UpdateInterest()
    {
        if (_phase == ConnectionPhase.Ended)
            return;
        var wanted = WantedInterest();
        if (wanted == _interest)
            return;
        _interest = wanted;
        _loop.Epoll.Change(_descriptor, Token, wanted);
    }

    private uint WantedInterest()
    {
        // In a TLS handshake want_write stays set from the first try on; once TCP stands, only the peer's answer matters.
        var mayWrite = LibMosquitto.WantWrite(_handle) != 0 && !(_usesTls && _tcpStands && _phase == ConnectionPhase.Opening);
        var interest = mayWrite && LibMosquitto.Socket(_handle) >= 0 ? Epoll.Out : 0;
        if (!_inbound.Rests || _phase == ConnectionPhase.Leaving)
            interest |= Epoll.In;
        return _phase == ConnectionPhase.Opening ? interest | Epoll.PeerClosed : interest;
    }

    private void EndAfter(int error, int errno)
    {
        if (_phase == ConnectionPhase.Opening)
            _opened.TrySetException(NotOpened(error, errno));
        End(Cause(error, errno));
    }

    /// <summary>The only way out: nobody waits any longer, nothing of libmosquitto is left, and then everyone is told.</summary>
    private void End(MqttDisconnection why)
    {
        if (_phase == ConnectionPhase.Ended)
            return;
        if (_descriptor >= 0)
        {
            _loop.Epoll.Forget(_descriptor);
            if (_descriptorIsOurs)
                _ = LibC.Close(_descriptor);
        }

        _phase = ConnectionPhase.Ended;
        _loop.Remove(this);
        Release();
        _outgoing.End(why);
        foreach (var acknowledgement in _awaited.Values)
            acknowledgement.TrySetException(new MqttConnectionLostException(why));
        _awaited.Clear();
        _opened.TrySetException(new MqttConnectException(MqttConnectFailure.Unreachable, null, why.Detail));
        _closed.TrySetResult(why);
    }

    private void Release()
    {
        if (_handle != 0)
            LibMosquitto.Destroy(_handle);
        _handle = 0;
        if (_state.IsAllocated)
            _state.Free();
    }

    private static long SilenceOf(int keepAliveSeconds) => keepAliveSeconds * 1500L;

    [LoggerMessage(Level = LogLevel.Error, Message = "MQTT session {ClientId} ends by a fault of ours in {Step}")]
    private static partial void LogLoopFault(ILogger logger, string clientId, string step, Exception exception);
}

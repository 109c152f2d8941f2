using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// What libmosquitto calls, always inside one of our calls on the network thread. Function pointers to static methods, so
/// no delegate can be collected; the connection comes through a GCHandle. They only note what happened: destroying the
/// handle or setting callbacks from here would deadlock, and an exception must not cross native frames.
/// </summary>
internal static unsafe class MosquittoCallbacks
{
    internal static void Attach(nint handle)
    {
        LibMosquitto.OnConnect(handle, &Connected);
        LibMosquitto.OnDisconnect(handle, &Disconnected);
        LibMosquitto.OnPublish(handle, &Published);
        LibMosquitto.OnSubscribe(handle, &Subscribed);
        LibMosquitto.OnMessage(handle, &Received);
    }

    /// <summary>With it every packet is described in text, so it is only attached while TLS may have something to say.</summary>
    internal static void AttachLog(nint handle) => LibMosquitto.OnLog(handle, &Logged);

    internal static void DetachLog(nint handle) => LibMosquitto.OnLog(handle, null);

    private static MosquittoConnection Of(nint state) => (MosquittoConnection)GCHandle.FromIntPtr(state).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Connected(nint handle, nint state, int reason, int flags, nint properties)
    {
        ushort keepAlive = 0;
        LibMosquitto.PropertyReadInt16(properties, LibMosquitto.PropertyServerKeepAlive, &keepAlive, 0);
        Of(state).NoteConnAck((byte)reason, keepAlive);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Disconnected(nint handle, nint state, int reason, nint properties) => Of(state).NoteDisconnect(reason);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Published(nint handle, nint state, int messageId, int reason, nint properties) =>
        Of(state).NotePublished(messageId, (byte)reason);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Subscribed(nint handle, nint state, int messageId, int count, int* granted, nint properties)
    {
        var reasons = new byte[count];
        for (var i = 0; i < count; i++)
            reasons[i] = (byte)granted[i];
        Of(state).NoteSubscribed(messageId, reasons);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Received(nint handle, nint state, MosquittoMessage* message, nint properties) => Of(state).NoteMessage(
        MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message->Topic),
        new ReadOnlySpan<byte>(message->Payload, message->PayloadLength),
        message->Retain != 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Logged(nint handle, nint state, int level, byte* text)
    {
        if (level == LibMosquitto.LogError)
            Of(state).NoteError(Marshal.PtrToStringUTF8((nint)text) ?? "");
    }
}

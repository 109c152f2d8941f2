using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>enum mosq_err_t of mosquitto.h, as far as it is told apart here.</summary>
internal static class MosquittoError
{
    internal const int ConnectionPending = -1;
    internal const int Success = 0;
    internal const int Protocol = 2;
    internal const int Invalid = 3;
    internal const int NoConnection = 4;
    internal const int ConnectionLost = 7;
    internal const int Tls = 8;
    internal const int Errno = 14;
    internal const int NameLookup = 15;
    internal const int KeepAlive = 19;
    internal const int OversizePacket = 25;

    /// <summary>From here on a number given to the disconnect callback is the reason code of the broker's DISCONNECT.</summary>
    internal const int FirstReasonCode = 0x80;

    internal static string Text(int error, int errno) => error == Errno && errno != 0
        ? Marshal.GetPInvokeErrorMessage(errno)
        : Marshal.PtrToStringUTF8(LibMosquitto.ErrorText(error)) ?? $"libmosquitto error {error}";
}

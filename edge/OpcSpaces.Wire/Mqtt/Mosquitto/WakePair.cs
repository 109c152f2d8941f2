namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// libmosquitto writes a byte into a socket pair with every packet, to wake a select() that does not exist here. Nobody
/// reads it, so some 280 unread bytes would come to rest in the kernel, at 770 bytes each 200 kB per connection. Shutting
/// the pair down turns the write into a cheap error (SIGPIPE is ignored).
/// </summary>
internal static unsafe class WakePair
{
    /// <summary>
    /// The pair stands behind the socket at the start of struct mosquitto in every 2.0.x (lib/mosquitto_internal.h), which
    /// is checked by what is found there; if it is anything else, it stays as it is and only costs the memory.
    /// </summary>
    internal static void Silence(nint handle)
    {
        var descriptors = (int*)handle;
        if (descriptors[0] == LibMosquitto.Socket(handle) && IsUnixSocket(descriptors[1]) && IsUnixSocket(descriptors[2]))
            _ = LibC.Shutdown(descriptors[2], LibC.ShutdownWrite);
    }

    private static bool IsUnixSocket(int descriptor)
    {
        int domain;
        uint length = sizeof(int);
        return descriptor > 2
            && LibC.GetSocketOption(descriptor, LibC.SocketLevel, LibC.SocketDomain, &domain, &length) == 0
            && domain == LibC.UnixDomain;
    }
}

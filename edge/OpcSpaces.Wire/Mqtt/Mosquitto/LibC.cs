using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>The few calls of Linux that waiting for many sockets takes (epoll(7), eventfd(2)).</summary>
internal static unsafe partial class LibC
{
    internal const int EINTR = 4;
    internal const int EAGAIN = 11;
    internal const int CloseOnExec = 0x80000;
    internal const int NonBlocking = 0x800;
    internal const int ShutdownWrite = 1;
    internal const int SocketLevel = 1;
    internal const int SocketDomain = 39;
    internal const int UnixDomain = 1;
    internal const int TcpLevel = 6;
    internal const int TcpCork = 3;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int EpollControl(int epoll, int operation, int descriptor, byte* @event);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int EpollWait(int epoll, byte* events, int maxEvents, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    internal static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "shutdown")]
    internal static partial int Shutdown(int descriptor, int how);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    internal static partial int SetSocketOption(int descriptor, int level, int option, int* value, uint length);

    [LibraryImport("libc", EntryPoint = "getsockopt")]
    internal static partial int GetSocketOption(int descriptor, int level, int option, int* value, uint* length);
}

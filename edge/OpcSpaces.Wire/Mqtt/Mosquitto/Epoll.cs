using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// One epoll instance and the eventfd that wakes it. Level-triggered. struct epoll_event is packed on x86-64 and padded
/// elsewhere, so its bytes are written by offset. Only <see cref="Wake"/> may be called from any thread.
/// </summary>
internal sealed unsafe class Epoll
{
    internal const uint In = 0x001;
    internal const uint Out = 0x004;
    internal const uint Error = 0x008;
    internal const uint HangUp = 0x010;
    internal const uint PeerClosed = 0x2000;

    /// <summary>What <see cref="TokenOf"/> answers for the waking descriptor.</summary>
    internal const long WakeToken = 0;

    private const int Capacity = 512;
    private const int Add = 1;
    private const int Delete = 2;
    private const int Modify = 3;

    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int EventSize = Packed ? 12 : 16;
    private static readonly int TokenOffset = Packed ? 4 : 8;

    private readonly int _epoll = Checked(LibC.EpollCreate(LibC.CloseOnExec));
    private readonly int _wake = Checked(LibC.EventFd(0, LibC.CloseOnExec | LibC.NonBlocking));
    private readonly byte* _events = (byte*)NativeMemory.Alloc(Capacity, 16);

    internal Epoll() => Watch(_wake, WakeToken, In);

    internal void Watch(int descriptor, long token, uint interest) => Control(Add, descriptor, token, interest);

    internal void Change(int descriptor, long token, uint interest) => Control(Modify, descriptor, token, interest);

    internal void Forget(int descriptor) => LibC.EpollControl(_epoll, Delete, descriptor, null);

    /// <summary>Number of events that wait to be read by <see cref="TokenOf"/> and <see cref="ReadinessOf"/>.</summary>
    internal int Wait(int timeoutMs)
    {
        var count = LibC.EpollWait(_epoll, _events, Capacity, timeoutMs);
        if (count >= 0)
            return count;
        return Marshal.GetLastPInvokeError() == LibC.EINTR ? 0 : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    internal long TokenOf(int index) => *(long*)(_events + index * EventSize + TokenOffset);

    internal uint ReadinessOf(int index) => *(uint*)(_events + index * EventSize);

    internal void Wake()
    {
        var one = 1UL;
        _ = LibC.Write(_wake, (byte*)&one, sizeof(ulong));
    }

    internal void ClearWake()
    {
        ulong count;
        _ = LibC.Read(_wake, (byte*)&count, sizeof(ulong));
    }

    private void Control(int operation, int descriptor, long token, uint interest)
    {
        var bytes = stackalloc byte[16];
        *(uint*)bytes = interest;
        *(long*)(bytes + TokenOffset) = token;
        Checked(LibC.EpollControl(_epoll, operation, descriptor, bytes));
    }

    private static int Checked(int result) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
}

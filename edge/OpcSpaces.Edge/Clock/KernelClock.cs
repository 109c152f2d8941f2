using System.Runtime.InteropServices;

namespace OpcSpaces.Edge.Clock;

/// <summary>Asks the kernel whether the machine's clock follows a time server.</summary>
internal static partial class KernelClock
{
    // adjtimex(2): the clock is not synchronised.
    private const int TimeError = 5;

    // struct timex has 208 bytes on 64-bit Linux; all zeros ask and change nothing.
    private const int StructBytes = 512;

    /// <summary>Null where it cannot be asked: on another system, or for a clock that is not the machine's (<see cref="TimeProvider.System"/> or <see cref="GatewayClock"/>).</summary>
    public static bool? IsSynchronized(TimeProvider? clock)
    {
        if (!OperatingSystem.IsLinux() || (clock != TimeProvider.System && clock is not GatewayClock)) return null;
        Span<byte> timex = stackalloc byte[StructBytes];
        timex.Clear();
        var state = Adjtimex(ref MemoryMarshal.GetReference(timex));
        return state < 0 ? null : state != TimeError;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int Adjtimex(ref byte timex);
}

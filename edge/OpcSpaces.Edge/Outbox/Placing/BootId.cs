using OpcSpaces.Edge.Clock;

namespace OpcSpaces.Edge.Outbox.Placing;

/// <summary>Within which monotonic times can be compared: one boot of the machine, or one process for a clock of its own.</summary>
internal static class BootId
{
    // proc(5): random for each boot.
    private const string File = "/proc/sys/kernel/random/boot_id";
    private static readonly string Process = Guid.NewGuid().ToString();

    public static string Of(TimeProvider? clock)
    {
        if ((clock != TimeProvider.System && clock is not GatewayClock) || !System.IO.File.Exists(File)) return Process;
        return System.IO.File.ReadAllText(File).Trim();
    }
}

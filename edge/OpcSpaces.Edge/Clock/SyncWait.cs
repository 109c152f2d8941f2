namespace OpcSpaces.Edge.Clock;

/// <summary>
/// A Raspberry Pi without a battery clock starts with the time of its last shutdown (fake-hwclock), which is plausible and wrong, until a
/// time server has set it. Until then this clock shows the monotonic time since 1970, as a clock that is not set, so that the outbox
/// places the readings once it is. After the wait the clock is taken as it is. Thread-safe.
/// </summary>
/// <param name="system">The machine's clock.</param>
/// <param name="longest">For how long after the machine's start it is waited.</param>
/// <param name="isSynchronized">Asks the kernel; null where it cannot be asked, which ends the wait.</param>
public sealed class SyncWait(TimeProvider system, TimeSpan longest, Func<bool?> isSynchronized)
{
    private const int DefaultOfPiSeconds = 600;

    private volatile bool _waits = longest > TimeSpan.Zero;

    /// <summary>For how long after the machine's start it is waited.</summary>
    public TimeSpan Longest => longest;

    public DateTimeOffset UtcNow => IsWaiting(out var sinceBoot) ? DateTimeOffset.UnixEpoch + sinceBoot : system.GetUtcNow();

    /// <summary>Whether the clock counts as not set now.</summary>
    public bool IsOn => IsWaiting(out _);

    /// <summary>How long this machine should wait, in s: ten minutes on a Raspberry Pi whose kernel has no clock with a battery, and not at all elsewhere.</summary>
    /// <param name="root">The root of the file system.</param>
    public static int DefaultSeconds(string root = "/") => IsPi(root) && !Path.Exists(Path.Combine(root, "sys/class/rtc/rtc0")) ? DefaultOfPiSeconds : 0;

    // The device tree ends its texts with a zero.
    private static bool IsPi(string root)
    {
        var model = Path.Combine(root, "proc/device-tree/model");
        return File.Exists(model) && File.ReadAllText(model).StartsWith("Raspberry Pi", StringComparison.Ordinal);
    }

    private bool IsWaiting(out TimeSpan sinceBoot)
    {
        sinceBoot = default;
        if (!_waits) return false;
        sinceBoot = system.GetElapsedTime(0); // the monotonic clock begins with the machine
        // Once it was synchronised it is right, also when the time server is away later.
        if (sinceBoot < longest && isSynchronized() == false) return true;
        _waits = false;
        return false;
    }
}

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>
/// Turns the kernel's monotonic time stamps into times of the sensing clock. The sensing clock's own time stamps are the same clock
/// (CLOCK_MONOTONIC, which .NET uses on Linux). The difference between the two is measured as well as the machine allows, and again
/// after each pause: within a burst, such as the pulses of a card, one difference holds for all. So edges keep their exact distances,
/// and a step of the wall clock counts from the next burst on. Thread-safe.
/// </summary>
internal sealed class KernelTime(TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan CloseEnough = TimeSpan.FromMicroseconds(5);
    private static readonly long PauseNanoseconds = (long)TimeSpan.FromMilliseconds(100).TotalNanoseconds;
    private static readonly long LongestNanoseconds = (long)TimeSpan.FromSeconds(10).TotalNanoseconds;

    // Guards everything below.
    private readonly Lock _gate = new();
    private long? _measuredFor;
    private long _last;
    private DateTimeOffset _wallAtZero;

    /// <summary>The sensing clock's time of an event.</summary>
    public DateTimeOffset Of(long nanoseconds)
    {
        lock (_gate)
        {
            if (_measuredFor is not { } measured || nanoseconds - _last > PauseNanoseconds || nanoseconds - measured > LongestNanoseconds)
            {
                _wallAtZero = Measure();
                _measuredFor = nanoseconds;
            }

            _last = nanoseconds;
            return _wallAtZero + TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        }
    }

    // The wall clock's time at which the monotonic clock showed 0. The thread may be interrupted between the two readings, so the quickest of some tries counts.
    private DateTimeOffset Measure()
    {
        var (best, quickest) = (DateTimeOffset.MinValue, TimeSpan.MaxValue);
        for (var i = 0; i < Tries && quickest > CloseEnough; i++)
        {
            var before = time.GetTimestamp();
            var wall = time.GetUtcNow();
            var took = time.GetElapsedTime(before);
            if (took >= quickest) continue;
            quickest = took;
            best = wall - time.GetElapsedTime(0, before) - (took / 2);
        }

        return best;
    }
}

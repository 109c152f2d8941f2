using System.Text;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Placing;

/// <summary>
/// Decides when something has to be said about the clock: at the start of a run, when wall time minus monotonic time has moved since the
/// last statement, and when the kernel calls the clock synchronised or no longer does. Guarded by the outbox's gate.
/// </summary>
/// <param name="boot">Names this boot of the machine.</param>
/// <param name="isSynchronized">Asks the kernel; null where it cannot be asked.</param>
internal sealed class StatedClock(string boot, Func<bool?> isSynchronized)
{
    // Asking the kernel costs more than the rest of a look, and a small batch has one look (benchmark: ingest at 1 per message).
    private const long AskEveryMs = 1_000;

    private ClockStatement? _last; // null before the start
    private long _askedMs;

    /// <summary>What an outbox knows of the clock before a start.</summary>
    /// <param name="note">The newest statement as it was kept; null for none.</param>
    /// <param name="observedThroughMs">The newest mark, in ms since 1970 UTC.</param>
    /// <returns>The statement, and the newest time that was written, in ms since 1970 UTC.</returns>
    public static (ClockStatement? Last, long LatestMs) Known(byte[]? note, long observedThroughMs)
    {
        // A note that cannot be read is of a newer version: then nothing is known of the clock before.
        var last = note is not null && ClockStatement.TryParse(Encoding.UTF8.GetString(note), out var read, out _) ? read : null;
        return (last, Math.Max(last?.WallMs ?? 0, observedThroughMs));
    }

    /// <summary>The first statement of a run.</summary>
    /// <param name="now">What the clock shows.</param>
    /// <param name="last">The statement before; null when none is known.</param>
    /// <param name="latestMs">The newest time that an earlier run wrote, in ms since 1970 UTC.</param>
    public ClockStatement Begin(ClockOffset now, ClockStatement? last, long latestMs)
    {
        var synchronized = isSynchronized();
        var isSameBoot = last?.Boot == boot;
        // The monotonic time of another boot says nothing; but a time that is right does not go back.
        var stepMs = isSameBoot ? StepOf(now, last!) : synchronized == true && now.IsSet ? Math.Min(0, now.WallMs - latestMs) : 0;
        // What is not known to be right says nothing about another boot yet.
        return Say(now, synchronized, stepMs, last is null || isSameBoot || synchronized == true || latestMs < PlausibleTime.EarliestMs ? null : latestMs);
    }

    /// <summary>What has to be said now; null when nothing has changed, and before <see cref="Begin"/>.</summary>
    public ClockStatement? Look(ClockOffset now)
    {
        if (_last is not { } last) return null;
        var (synchronized, stepMs) = (last.Synchronized, StepOf(now, last));
        if (Math.Abs(now.MonotonicMs - _askedMs) >= AskEveryMs || Math.Abs(stepMs) > ClockStatement.ToleranceMs)
        {
            synchronized = isSynchronized();
            _askedMs = now.MonotonicMs;
        }

        return synchronized == last.Synchronized && Math.Abs(stepMs) <= ClockStatement.ToleranceMs ? null : Say(now, synchronized, stepMs);
    }

    private static long StepOf(ClockOffset now, ClockStatement last) => now.OffsetMs - (last.WallMs - last.MonotonicMs);

    private ClockStatement Say(ClockOffset now, bool? synchronized, long stepMs, long? earlierMs = null) => _last = new ClockStatement
    {
        Boot = boot,
        // The wire has no times before 1970.
        WallMs = Math.Max(0, now.WallMs),
        MonotonicMs = now.MonotonicMs,
        Synchronized = synchronized,
        StepMs = Math.Abs(stepMs) > ClockStatement.ToleranceMs ? stepMs : null,
        EarlierMs = earlierMs,
    };
}

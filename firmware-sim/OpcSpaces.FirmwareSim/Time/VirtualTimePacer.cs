namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// Runs virtual time in short steps: at a factor of real time, or as fast as possible, and never past the wall clock, where it
/// continues at real speed. Before each step of a second or more it awaits <c>room</c>, so that everything sensed so far has been
/// stored and speed loses no reading. Before every step it calls <c>reaching</c> with the end of the step. No step goes past a
/// pause point.
/// </summary>
public sealed class VirtualTimePacer(
    VirtualTime virtualTime, TimeProvider real, Func<CancellationToken, ValueTask> room, Action<DateTimeOffset>? reaching = null, IPausePoints? pauses = null)
{
    /// <summary>The speed for "as fast as possible".</summary>
    public const double Unlimited = 0;

    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AskForRoomFrom = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestVirtualStep = TimeSpan.FromSeconds(30);

    /// <summary>Runs to <paramref name="end"/> (default: without end) or until it is cancelled; this is not an error.</summary>
    public async Task RunAsync(double speed, DateTimeOffset? end, CancellationToken stop)
    {
        try
        {
            var (startedAt, from) = (real.GetTimestamp(), virtualTime.GetUtcNow());
            using var timer = new PeriodicTimer(RealStep, real);
            while (!stop.IsCancellationRequested)
            {
                var target = speed == Unlimited ? DateTimeOffset.MaxValue : from + real.GetElapsedTime(startedAt) * speed;
                target = Earlier(target, Earlier(real.GetUtcNow(), end ?? DateTimeOffset.MaxValue));
                await StepAsync(target, stop);
                if (virtualTime.GetUtcNow() >= end)
                    return;
                if (speed != Unlimited || virtualTime.GetUtcNow() >= target)
                    await timer.WaitForNextTickAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async ValueTask StepAsync(DateTimeOffset target, CancellationToken stop)
    {
        while (virtualTime.GetUtcNow() < target && !stop.IsCancellationRequested)
        {
            if (pauses?.NextPause <= virtualTime.GetUtcNow())
                await pauses.ReachAsync(virtualTime.GetUtcNow(), stop);
            if (target - virtualTime.GetUtcNow() >= AskForRoomFrom)
                await room(stop);
            var next = Earlier(target, virtualTime.GetUtcNow() + LongestVirtualStep);
            if (pauses is not null)
                next = Earlier(next, pauses.NextPause);
            reaching?.Invoke(next);
            virtualTime.AdvanceTo(next);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>Moments at which virtual time must pause until something is done that takes real time.</summary>
public interface IPausePoints
{
    /// <summary>Time does not move past it before <see cref="ReachAsync"/> has completed; <see cref="DateTimeOffset.MaxValue"/> for none.</summary>
    DateTimeOffset NextPause { get; }

    /// <summary>Does what is due at <paramref name="now"/>; afterwards <see cref="NextPause"/> is later than it.</summary>
    ValueTask ReachAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

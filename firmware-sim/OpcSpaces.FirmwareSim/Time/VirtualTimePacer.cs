namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// Lets virtual time run: at a factor of real time, or as fast as possible, in short steps, and never past the wall
/// clock, where it goes on at real speed. Before each step of a second or more it waits until <c>room</c> says that what
/// was sensed has been stored, so that speed costs no reading; before every step it says where it will lead, and none leads past a halt.
/// </summary>
public sealed class VirtualTimePacer(
    VirtualTime virtualTime, TimeProvider real, Func<CancellationToken, ValueTask> room, Action<DateTimeOffset>? reaching = null, IPausePoints? pauses = null)
{
    /// <summary>The speed that means as fast as possible.</summary>
    public const double Unlimited = 0;

    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AskForRoomFrom = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestVirtualStep = TimeSpan.FromSeconds(30);

    /// <summary>Runs to <paramref name="end"/> (default: for ever) or until cancelled; cancellation is no error.</summary>
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
            // Asked to stop.
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

/// <summary>Moments at which virtual time has to stand still until something is done that takes real time.</summary>
public interface IPausePoints
{
    /// <summary>Time is not moved past it before <see cref="ReachAsync"/> has completed; the greatest time for none.</summary>
    DateTimeOffset NextPause { get; }

    /// <summary>Does what is due at <paramref name="now"/>; afterwards <see cref="NextPause"/> lies behind it.</summary>
    ValueTask ReachAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

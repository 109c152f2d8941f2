namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// The clock of the simulated sensors. It stands still until <see cref="AdvanceTo"/> moves it, which runs every due timer in order
/// of time on the caller's thread. Timers may be created and changed on any thread; only one thread at a time may advance.
/// </summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, int Version), (long Ticks, long Order)> _due = new();
    private readonly DateTimeOffset _start = start.ToUniversalTime();
    private long _now = start.UtcTicks;
    private long _order;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now) - _start.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Creates a timer without due time, for <see cref="VirtualTimer.Set"/>.</summary>
    public VirtualTimer CreateTimer(Action callback) => new(this, static state => ((Action)state!)(), callback);

    /// <summary>Moves the clock to <paramref name="target"/> (not if that is past) and runs the timers that are due until then.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        var end = target.UtcTicks;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        if (end > _now)
            Volatile.Write(ref _now, end);
    }

    internal void Schedule(VirtualTimer timer, long dueTicks)
    {
        lock (_gate)
        {
            timer.Version++;
            if (dueTicks != long.MaxValue)
                Enqueue(timer, Math.Max(dueTicks, _now));
        }
    }

    private VirtualTimer? TakeDue(long end)
    {
        lock (_gate)
        {
            while (_due.TryPeek(out var next, out var at) && at.Ticks <= end)
            {
                _due.Dequeue();
                // Old entries of a timer that was changed are skipped.
                if (next.Timer.Version != next.Version)
                    continue;
                Volatile.Write(ref _now, Math.Max(_now, at.Ticks));
                if (next.Timer.PeriodTicks > 0)
                    Enqueue(next.Timer, at.Ticks + next.Timer.PeriodTicks);
                return next.Timer;
            }
            return null;
        }
    }

    // The caller holds the gate.
    private void Enqueue(VirtualTimer timer, long dueTicks) => _due.Enqueue((timer, timer.Version), (dueTicks, _order++));
}

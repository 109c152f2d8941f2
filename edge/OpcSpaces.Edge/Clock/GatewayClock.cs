using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Edge.Clock;

/// <summary>
/// The system's clock, with all its timers on one thread that wakes at most a hundred times a second. A timer of the runtime wakes two
/// threads, and one more when it is due before all others; with a few dozen timers a second that was a third of the CPU time of an
/// agent (benchmark: edge). A callback delays all other timers, so it must be quick (for slow ones see <see cref="ForSlowCalls"/>). An
/// exception in a callback ends the process. A timer may be late by <see cref="Grain"/>, and is never early.
/// </summary>
public sealed class GatewayClock : TimeProvider, IDisposable
{
    /// <summary>Timers that are due within this time of each other fire together.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(10);

    private readonly long _started = System.GetTimestamp();
    private readonly Thread _thread;

    // Guards everything below. The thread waits on it: a plain monitor sleeps without spinning first.
    private readonly object _gate = new();
    private readonly SortedSet<ClockTimer> _timers = new(ClockTimer.ByDueTime);
    private long _lastNumber;
    private TimeSpan _sleepsUntil;
    private ClockTimer? _running;
    private bool _closed;

    /// <param name="waitForSync">For at most this long after the machine's start the clock counts as not set while it is not synchronised (<see cref="SyncWait"/>).</param>
    public GatewayClock(TimeSpan waitForSync = default)
    {
        Sync = new SyncWait(System, waitForSync, () => KernelClock.IsSynchronized(System));
        _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "clock" };
        _thread.Start();
    }

    /// <summary>The wait for the machine's clock to be synchronised.</summary>
    public SyncWait Sync { get; }

    private TimeSpan Now => System.GetElapsedTime(_started);

    /// <summary>
    /// The clock for timers with slow callbacks. In place of a <see cref="GatewayClock"/> it is the system's clock, which calls back on
    /// the thread pool; its time of day is right only once <see cref="Sync"/> is over.
    /// </summary>
    public static TimeProvider ForSlowCalls(TimeProvider clock) => clock is GatewayClock ? System : clock;

    public override DateTimeOffset GetUtcNow() => Sync.UtcNow;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, Interlocked.Increment(ref _lastNumber), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>No timer fires any more when this returns.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _timers.Clear();
            Monitor.PulseAll(_gate);
        }

        if (Thread.CurrentThread != _thread) _thread.Join();
    }

    internal void Set(ClockTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (_closed || dueTime == Timeout.InfiniteTimeSpan) return;
            Schedule(timer, Now + dueTime, period);
            if (timer.DueAt < _sleepsUntil) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits while the callback of the timer runs, except when called from that callback.</summary>
    internal void WaitWhileRunning(ClockTimer timer)
    {
        lock (_gate)
        {
            while (_running == timer && Thread.CurrentThread != _thread) Monitor.Wait(_gate);
        }
    }

    private void Run()
    {
        while (TryTakeDue(out var timer))
        {
            timer.Fire();
            lock (_gate)
            {
                _running = null;
                Monitor.PulseAll(_gate);
            }
        }
    }

    // Waits for the next timer that is due; false when the clock is closed.
    private bool TryTakeDue([NotNullWhen(true)] out ClockTimer? timer)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                timer = _timers.Min;
                var left = timer is null ? Timeout.InfiniteTimeSpan : timer.DueAt - Now;
                if (timer is not null && left <= TimeSpan.Zero)
                {
                    _timers.Remove(timer);
                    if (timer.Period > TimeSpan.Zero) Schedule(timer, Now + timer.Period, timer.Period);
                    _running = timer;
                    return true;
                }

                _sleepsUntil = timer?.DueAt ?? TimeSpan.MaxValue;
                Monitor.Wait(_gate, timer is null ? Timeout.Infinite : (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
                _sleepsUntil = TimeSpan.MinValue;
            }

            timer = null;
            return false;
        }
    }

    // Inside the gate.
    private void Schedule(ClockTimer timer, TimeSpan due, TimeSpan period)
    {
        timer.DueAt = new TimeSpan((due.Ticks + Grain.Ticks - 1) / Grain.Ticks * Grain.Ticks);
        timer.Period = period;
        _timers.Add(timer);
    }
}

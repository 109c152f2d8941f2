using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

/// <summary>Virtual time that can pass without firing any timer, as on a machine that was paused. A fake clock always fires the timers that are due.</summary>
internal sealed class StallingTime(VirtualTime time) : TimeProvider
{
    private TimeSpan _stalled;

    public VirtualTime Virtual => time;

    public override long TimestampFrequency => time.TimestampFrequency;

    public void StallFor(TimeSpan span) => _stalled += span;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _stalled;

    public override long GetTimestamp() => time.GetTimestamp() + _stalled.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}

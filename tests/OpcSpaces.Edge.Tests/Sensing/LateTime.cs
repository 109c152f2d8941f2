using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>A fake clock whose timers a test fires by hand, also after they were disposed: a callback may be under way by then.</summary>
internal sealed class LateTime(FakeTime time) : TimeProvider
{
    private readonly List<Action> _callbacks = [];

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _callbacks.Add(() => callback(state));
        return time.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void FireAll() => _callbacks.ForEach(callback => callback());
}

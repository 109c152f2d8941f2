using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Clock;

/// <summary>In real time, and whatever the machine does: only what must not come early, or out of order, is held against the clock.</summary>
public sealed class GatewayClockTests : IDisposable
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private readonly GatewayClock _clock = new();
    private readonly ConcurrentQueue<string> _fired = new();

    public void Dispose() => _clock.Dispose();

    private ITimer Timer(string name, int dueMs, int? periodMs = null) => _clock.CreateTimer(
        _ => _fired.Enqueue(name), null, TimeSpan.FromMilliseconds(dueMs), periodMs is { } ms ? TimeSpan.FromMilliseconds(ms) : Never);

    private Task UntilFiredAsync(int count) => Eventually.ThatAsync(() => _fired.Count >= count, Eventually.Patience, $"{count} timers", () => string.Join(' ', _fired));

    [Fact]
    public async Task Timers_fire_in_the_order_in_which_they_are_due()
    {
        // Held up, so that all of them are set before the first one fires.
        using var gate = new ManualResetEventSlim();
        await using var blocker = _clock.CreateTimer(_ => gate.Wait(), null, TimeSpan.Zero, Never);
        await using var third = Timer("third", 90);
        await using var first = Timer("first", 10);
        await using var second = Timer("second", 50);
        gate.Set();
        await UntilFiredAsync(3);
        Assert.Equal(["first", "second", "third"], _fired);
    }

    [Fact]
    public async Task A_timer_is_never_early()
    {
        var random = new Random(1);
        var early = new ConcurrentQueue<TimeSpan>();
        var left = 200;
        var timers = Enumerable.Range(0, left).Select(_ =>
        {
            var due = TimeSpan.FromMilliseconds(random.Next(0, 300));
            var set = _clock.GetTimestamp();
            return _clock.CreateTimer(
                _ =>
                {
                    if (_clock.GetElapsedTime(set) is var elapsed && elapsed < due) early.Enqueue(due - elapsed);
                    Interlocked.Decrement(ref left);
                },
                null, due, Never);
        }).ToList();
        await Eventually.ThatAsync(() => Volatile.Read(ref left) == 0, Eventually.Patience, "all timers");
        Assert.Empty(early);
        timers.ForEach(timer => timer.Dispose());
    }

    [Fact]
    public async Task A_timer_with_a_period_fires_until_it_is_disposed()
    {
        var timer = Timer("again", 1, periodMs: 1);
        await UntilFiredAsync(5);
        await timer.DisposeAsync();
        var fired = _fired.Count;
        await using var later = Timer("later", 100);
        await UntilFiredAsync(fired + 1);
        Assert.Equal("later", _fired.Last());
        Assert.False(timer.Change(TimeSpan.Zero, Never));
    }

    [Fact]
    public async Task A_new_time_replaces_the_time_before()
    {
        await using var hourly = Timer("hourly", 3_600_000);
        await using var taken = Timer("taken back", 30);
        taken.Change(Never, Never);
        await using var later = Timer("later", 100);
        hourly.Change(TimeSpan.FromMilliseconds(50), Never);
        await UntilFiredAsync(2);
        Assert.Equal(["hourly", "later"], _fired);
    }

    [Fact]
    public async Task A_timer_may_be_set_again_in_its_own_callback()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                _fired.Enqueue("self");
                if (_fired.Count < 5) timer!.Change(TimeSpan.FromMilliseconds(1), Never);
            },
            null, Never, Never);
        timer.Change(TimeSpan.Zero, Never);
        await UntilFiredAsync(5);
        await timer.DisposeAsync();
    }

    [Fact]
    public async Task Asynchronous_disposal_waits_for_a_running_callback()
    {
        using var entered = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var left = false;
        var timer = _clock.CreateTimer(
            _ =>
            {
                entered.Set();
                gate.Wait();
                Volatile.Write(ref left, true);
            },
            null, TimeSpan.Zero, Never);
        entered.Wait();
        var disposing = Task.Run(async () =>
        {
            await timer.DisposeAsync();
            return Volatile.Read(ref left);
        });
        Assert.False(disposing.IsCompleted);
        gate.Set();
        Assert.True(await disposing);
    }

    [Fact]
    public void Slow_callbacks_use_the_timers_of_the_system_or_of_any_other_clock()
    {
        var other = new FakeTimeProvider(FakeTime.Start);
        Assert.Same(other, GatewayClock.ForSlowCalls(other));
        Assert.Same(TimeProvider.System, GatewayClock.ForSlowCalls(_clock));
    }

    [Fact]
    public async Task A_delay_uses_the_clock_and_a_closed_clock_fires_nothing()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20), _clock);
        await using var late = Timer("late", 3_600_000);
        _clock.Dispose();
        late.Change(TimeSpan.Zero, Never);
        Assert.Empty(_fired);
    }
}

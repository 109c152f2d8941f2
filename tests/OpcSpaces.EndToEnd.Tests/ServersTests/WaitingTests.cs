using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.ServersTests;

public sealed class WaitingTests
{
    [Fact]
    public async Task A_condition_that_never_holds_fails_with_what_and_the_last_state()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.EqualAsync(5, () => 4, TimeSpan.FromMilliseconds(50), "five readings"));
        Assert.Contains("five readings", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expected 5, last seen 4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_that_throws_at_first_may_still_come_true()
    {
        var calls = 0;
        await Eventually.ThatAsync(
            () => ++calls > 3 || (calls > 1 ? false : throw new InvalidOperationException("not yet")), TimeSpan.FromSeconds(5), "the fourth call");
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task Time_awake_goes_on_and_is_never_more_than_the_time_that_passed()
    {
        var started = Stopwatch.GetTimestamp();
        using var awake = new AwakeTime();
        await Eventually.ThatAsync(() => awake.Elapsed >= TimeSpan.FromMilliseconds(100), Eventually.Patience, "a tenth of a second");
        var elapsed = awake.Elapsed;
        Assert.True(elapsed <= Stopwatch.GetElapsedTime(started), $"{elapsed} awake");
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_once_per_period()
    {
        var time = new FakeTime();
        var start = time.GetUtcNow();
        var fired = new List<string>();
        using var slow = time.CreateTimer(_ => fired.Add($"slow {time.Monotonic.TotalSeconds}"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var fast = time.CreateTimer(_ => fired.Add($"fast {time.Monotonic.TotalSeconds}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["fast 2", "slow 3", "fast 4"], fired);
        Assert.Equal(start.AddSeconds(5), time.GetUtcNow());
    }

    /// <summary>Why there is a fake clock of our own beside FakeTimeProvider: when this fails, FakeTimeProvider may be enough.</summary>
    [Fact]
    public void FakeTimeProvider_shows_a_timer_the_end_of_the_step_and_moves_monotonic_time_with_the_wall_clock()
    {
        var time = new FakeTimeProvider();
        var fired = new List<double>();
        using var timer = time.CreateTimer(_ => fired.Add((time.GetUtcNow() - time.Start).TotalSeconds), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([5, 5], fired);

        var stamp = time.GetTimestamp();
        time.AdjustTime(time.GetUtcNow().AddDays(1));
        Assert.Equal(TimeSpan.FromDays(1), time.GetElapsedTime(stamp));
    }

    [Fact]
    public async Task A_delay_on_the_fake_clock_ends_when_the_clock_is_moved()
    {
        var time = new FakeTime();
        var delay = Task.Delay(TimeSpan.FromHours(1), time);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public void A_jump_of_the_wall_clock_fires_nothing_and_leaves_monotonic_time_alone()
    {
        var time = new FakeTime();
        var fired = false;
        using var timer = time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var before = time.GetUtcNow();
        var stamp = time.GetTimestamp();

        time.JumpWallClock(TimeSpan.FromDays(-1));

        Assert.Equal(before.AddDays(-1), time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, time.GetElapsedTime(stamp));
        Assert.False(fired);
    }
}

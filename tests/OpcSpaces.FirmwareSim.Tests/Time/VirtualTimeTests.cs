using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Time;

public class VirtualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly VirtualTime _time = new(Start);
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_time_and_see_their_own_moment()
    {
        using var late = Timer("late", 30);
        using var early = Timer("early", 10);
        using var never = Timer("never", 31);

        _time.AdvanceTo(Start.AddSeconds(30));

        Assert.Equal(["early at 10", "late at 30"], _fired);
        Assert.Equal(Start.AddSeconds(30), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(30), _time.GetElapsedTime(0));
    }

    [Fact]
    public void A_timer_that_was_changed_fires_at_its_new_time_only()
    {
        using var timer = Timer("moved", 10);
        timer.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);

        _time.AdvanceTo(Start.AddMinutes(1));

        Assert.Equal(["moved at 20"], _fired);
    }

    [Fact]
    public void A_periodic_timer_fires_once_per_period()
    {
        using var timer = _time.CreateTimer(_ => Note("tick"), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

        _time.AdvanceTo(Start.AddSeconds(26));

        Assert.Equal(["tick at 5", "tick at 15", "tick at 25"], _fired);
    }

    [Fact]
    public void What_a_timer_sets_while_it_fires_is_still_run_in_the_same_advance()
    {
        using var second = _time.CreateTimer(() => Note("second"));
        using var first = _time.CreateTimer(() => second.Set(_time.GetUtcNow().AddSeconds(1)));
        first.Set(Start.AddSeconds(2));

        _time.AdvanceTo(Start.AddSeconds(3));

        Assert.Equal(["second at 3"], _fired);
    }

    [Fact]
    public void A_disposed_timer_is_silent_and_a_target_in_the_past_moves_nothing()
    {
        var timer = Timer("gone", 1);
        timer.Dispose();

        _time.AdvanceTo(Start.AddSeconds(2));
        _time.AdvanceTo(Start);

        Assert.Empty(_fired);
        Assert.Equal(Start.AddSeconds(2), _time.GetUtcNow());
    }

    [Fact]
    public async Task A_delay_on_this_clock_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time);
        Assert.False(delay.IsCompleted);

        _time.AdvanceTo(Start.AddHours(1));

        await delay.WaitAsync(Eventually.Patience);
    }

    private ITimer Timer(string name, int seconds) =>
        _time.CreateTimer(_ => Note(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Note(string name) => _fired.Add($"{name} at {(_time.GetUtcNow() - Start).TotalSeconds}");
}

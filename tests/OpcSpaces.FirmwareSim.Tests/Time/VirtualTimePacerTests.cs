using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Time;

public class VirtualTimePacerTests
{
    private static readonly DateTimeOffset Wall = new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTime _real = new(Wall);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(60, 600)]
    public async Task Virtual_time_runs_at_the_given_factor(double speed, double virtualSeconds)
    {
        var start = Wall.AddDays(-7);
        var time = new VirtualTime(start);

        await RunForAsync(time, speed, TimeSpan.FromSeconds(10));

        Assert.Equal(virtualSeconds, (time.GetUtcNow() - start).TotalSeconds, 3);
    }

    [Fact]
    public async Task Virtual_time_that_has_caught_up_follows_the_wall_clock()
    {
        var time = new VirtualTime(Wall.AddMinutes(-5));

        await RunForAsync(time, 100, TimeSpan.FromSeconds(30));

        Assert.Equal(_real.GetUtcNow(), time.GetUtcNow());
    }

    [Fact]
    public async Task As_fast_as_possible_waits_for_room_before_every_step_and_stops_at_the_end()
    {
        var time = new VirtualTime(Wall.AddDays(-1));
        var (steps, targets) = (0, new List<double>());
        var pacer = new VirtualTimePacer(
            time, _real,
            _ =>
            {
                steps++;
                return ValueTask.CompletedTask;
            },
            target => targets.Add((target - time.GetUtcNow()).TotalSeconds));

        await pacer.RunAsync(VirtualTimePacer.Unlimited, Wall.AddDays(-1).AddMinutes(1), CancellationToken.None);

        Assert.Equal(Wall.AddDays(-1).AddMinutes(1), time.GetUtcNow());
        Assert.Equal(2, steps);
        Assert.Equal([30, 30], targets);
    }

    [Fact]
    public async Task Time_pauses_until_the_work_of_a_pause_point_is_done()
    {
        var start = Wall.AddDays(-1);
        var time = new VirtualTime(start);
        var pauses = new OnePause(start.AddSeconds(45));
        var pacer = new VirtualTimePacer(time, _real, _ => ValueTask.CompletedTask, pauses: pauses);

        var run = pacer.RunAsync(VirtualTimePacer.Unlimited, start.AddMinutes(2), CancellationToken.None);
        await pauses.Reached.WaitAsync(Eventually.Patience);
        Assert.Equal((start.AddSeconds(45), false), (time.GetUtcNow(), run.IsCompleted));
        pauses.GoOn();
        await run.WaitAsync(Eventually.Patience);

        Assert.Equal(start.AddMinutes(2), time.GetUtcNow());
    }

    private async Task RunForAsync(VirtualTime time, double speed, TimeSpan span)
    {
        using var stop = new CancellationTokenSource();
        var start = time.GetUtcNow();
        var run = new VirtualTimePacer(time, _real, _ => ValueTask.CompletedTask).RunAsync(speed, null, stop.Token);
        while (_real.Monotonic < span)
        {
            _real.Advance(TimeSpan.FromMilliseconds(500));
            var (wanted, wall) = (start + _real.Monotonic * speed, _real.GetUtcNow());
            await Eventually.EqualAsync(wanted < wall ? wanted : wall, time.GetUtcNow, Eventually.Patience, "virtual time to follow");
        }
        await stop.CancelAsync();
        await run;
    }
}

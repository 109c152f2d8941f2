using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Clocks;

/// <summary>A gateway whose clock jumps: the log is in order of its numbers, whatever the times say.</summary>
public sealed class GatewayClockTests
{
    private const int Desks = 20;
    private const int Probe = Desks + 1;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_clock_that_jumps_a_day_forth_and_back_loses_nothing_and_live_shows_what_came_last()
    {
        var clock = new JumpingClock();
        await using var bench = await FaultBench.StartAsync();
        var gateway = await bench.AddGatewayAsync("gw-01", Probe, clock: clock);
        gateway.BeginToFlip(Desks);
        await bench.UntilShownAsync(gateway.Desk(Probe), "free");

        foreach (var offset in (TimeSpan[])[Day, TimeSpan.Zero, -Day, TimeSpan.Zero])
        {
            clock.Offset = offset;
            await ComeAndGoAsync(bench, gateway, clock);
        }

        await bench.UntilLevelAsync();
        var report = await bench.ReportAsync();
        Assert.Empty(report.DeadLetters);
        var readings = await bench.VerifyAsync();
        AssertComingsStandOnThreeDays(readings);
    }

    [Fact]
    public async Task An_agent_that_starts_with_its_clock_a_day_behind_goes_on_with_its_numbers()
    {
        var clock = new JumpingClock();
        await using var bench = await FaultBench.StartAsync();
        var gateway = await bench.AddGatewayAsync("gw-01", Probe, clock: clock);
        gateway.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(gateway, more: 10);
        await gateway.StopAsync();

        // As after a power cut without a battery for the clock; and the time server is reached later.
        clock.Offset = -Day;
        gateway.Start();
        await Eventually.ThatAsync(() => gateway.Health is { Connected: true }, FaultBench.Patience, "the agent to be back");
        await ComeAndGoAsync(bench, gateway, clock);
        clock.Offset = TimeSpan.Zero;
        await ComeAndGoAsync(bench, gateway, clock);

        await bench.UntilLevelAsync();
        await bench.VerifyAsync();
    }

    private static async Task ComeAndGoAsync(FaultBench bench, RestlessGateway gateway, JumpingClock clock)
    {
        var desk = gateway.Desk(Probe);
        var before = clock.GetUtcNow();
        gateway.Pins.Set(Probe, high: true);
        var seen = await bench.UntilShownAsync(desk, "occupied");
        Assert.InRange(seen.Since!.Value, before.AddMilliseconds(-1), clock.GetUtcNow());
        gateway.Pins.Set(Probe, high: false);
        // By a clock that is a day behind it was a day ago that somebody left.
        await bench.UntilShownAsync(desk, clock.Offset < TimeSpan.Zero ? ["free", "recent"] : ["recent"]);
    }

    private static void AssertComingsStandOnThreeDays(JournaledReadings readings)
    {
        var comings = readings.Series.Single(series => series.Key.Point == $"desk/{Probe}").Value.Values
            .Where(sample => sample.Value == PointValue.Of(1L))
            .Select(sample => sample.TimeNs / 1_000_000).ToList();
        Assert.Equal(4, comings.Count);
        // In order of time: yesterday's, the two of today, tomorrow's.
        Assert.InRange(TimeSpan.FromMilliseconds(comings[1] - comings[0]), Day * 0.99, Day * 1.01);
        Assert.InRange(TimeSpan.FromMilliseconds(comings[2] - comings[1]), TimeSpan.Zero, Day * 0.01);
        Assert.InRange(TimeSpan.FromMilliseconds(comings[3] - comings[2]), Day * 0.99, Day * 1.01);
    }
}

using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

namespace OpcSpaces.Benchmarks.Tests.Truth.Simulated.Rooms;

public sealed class HoldOffRuleTests
{
    private static readonly RecordedMotion Motion = new([Minutes(10, 11), Minutes(14, 15), Minutes(20, 25)], DelayMs: 0);

    [Fact]
    public void A_silence_shorter_than_the_hold_off_is_bridged_and_the_tail_is_taken_back()
    {
        var reported = new HoldOffRule(300).Report(Motion, Minutes(0, 60).ToMs);

        Assert.Equal([Minutes(10, 15), Minutes(20, 25)], reported.Settled);
        Assert.Equal([Minutes(10, 20), Minutes(20, 30)], reported.Live);
        Assert.Empty(reported.Unknown);
    }

    [Fact]
    public void A_longer_hold_off_bridges_more_and_the_end_cuts_the_live_tail()
    {
        var reported = new HoldOffRule(301).Report(Motion, Minutes(0, 27).ToMs);

        Assert.Equal([Minutes(10, 25)], reported.Settled);
        Assert.Equal([Minutes(10, 27)], reported.Live);
    }

    [Fact]
    public void The_end_is_the_last_movement_before_the_delay_and_never_before_the_rise()
    {
        var delayed = Motion with { DelayMs = 120_000 };

        Assert.Equal([Minutes(10, 14), Minutes(20, 23)], new HoldOffRule(300).Report(delayed, Minutes(0, 60).ToMs).Settled);
        Assert.Equal([Minutes(10, 20), Minutes(20, 30)], new HoldOffRule(300).Report(delayed, Minutes(0, 60).ToMs).Live);
        Assert.True(delayed.IsWithin(Minutes(22, 24)));
        Assert.False(delayed.IsWithin(Minutes(23.5, 25)));
    }

    [Fact]
    public void In_hindsight_the_hold_off_is_the_one_with_the_best_F1()
    {
        // Somebody moves every ten minutes and is there all the time; then every twelve minutes something else moves.
        var motion = new RecordedMotion([.. Enumerable.Range(0, 10).Select(n => Minutes(n * 10, (n * 10) + 1)), Minutes(200, 201), Minutes(212, 213), Minutes(224, 225)], DelayMs: 0);
        var week = new PlaceWeek(default, [Minutes(0, 91)], new ReportedStays([], [], []));

        Assert.InRange(HoldOffRule.InHindsight(motion, week, Minutes(0, 300)).Seconds, 541, 690);
    }

    private static Span Minutes(double from, double to) => new((long)(from * 60_000), (long)(to * 60_000));
}

using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>From motion alone to somebody is here.</summary>
public sealed class MotionPresenceTests
{
    [Fact]
    public void Motion_is_presence_at_once()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(600);
        bench.Set(0, true);
        Assert.Equal(["free 0", "occupied 600"], bench.Words);
    }

    [Fact]
    public void After_a_start_presence_is_unknown_until_a_silence_of_minutes_has_decided()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(1);
        Assert.Empty(bench.Words);
        bench.Minutes(9);
        Assert.Equal(["free 0"], bench.Words);
    }

    [Fact]
    public void A_stay_ends_where_the_last_motion_ended()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(5);
        bench.Sit(40, everyMinutes: 1);
        bench.Move(2);
        var left = bench.Minute;
        bench.Minutes(60);
        Assert.Equal(3, bench.Words.Count);
        Assert.Equal("free", bench.Last);
        Assert.InRange(bench.Readings[^1].TimestampMs - bench.Readings[0].TimestampMs, (left - 0.2) * 60_000, left * 60_000);
    }

    [Fact]
    public void A_place_becomes_free_sooner_after_much_motion_than_after_little()
    {
        var afterMuch = MinutesUntilFree(bench => bench.Move(10));
        var afterLittle = MinutesUntilFree(bench =>
        {
            bench.Move(3);
            bench.Sit(120, everyMinutes: 2);
        });
        Assert.InRange(afterMuch, 1, 6);
        Assert.InRange(afterLittle, afterMuch + 1, 15);
    }

    [Fact]
    public void A_single_trigger_ends_within_four_minutes_and_lasts_as_long_as_the_trigger()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(600);
        bench.Trigger();
        bench.Minutes(4);
        Assert.Equal(["free 0", "occupied 600", "free 600.05"], bench.Words);
    }

    [Fact]
    public void A_silence_in_which_nobody_left_is_taken_back_when_motion_returns()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(3);
        bench.Sit(180, everyMinutes: 2);
        for (var i = 0; i < 600 && bench.Last == "occupied"; i++) bench.Minutes(0.1);
        Assert.Equal("free", bench.Last);
        var freeFrom = bench.Readings[^1].TimestampMs;
        bench.Trigger();
        Assert.Equal("occupied", bench.Last);
        Assert.Equal(freeFrom + 1, bench.Readings[^1].TimestampMs);
    }

    [Fact]
    public void The_less_sure_somebody_has_to_be_there_the_longer_a_pause_may_be_that_is_part_of_the_stay()
    {
        var (chosen, surer, bold) = (LongestBridgedSeconds(PresenceTuning.Chosen.BridgedAbove), LongestBridgedSeconds(0.4), LongestBridgedSeconds(0.05));
        Assert.True(surer < chosen, $"{surer} s, {chosen} s");
        Assert.True(chosen < bold, $"{chosen} s, {bold} s");
    }

    [Fact]
    public void Somebody_who_returns_after_half_an_hour_was_away()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Move(10);
        bench.Minutes(30);
        var back = bench.Minute;
        bench.Move(1);
        Assert.Equal(FormattableString.Invariant($"occupied {Math.Round(back, 2)}"), bench.Words[^1]);
    }

    [Fact]
    public void The_delay_of_the_detector_does_not_count_as_presence()
    {
        using var bench = new PlaceBench(new PresenceConfig { DelaySeconds = 30 }, EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Set(0, true);
        bench.Minutes(20);
        bench.Set(0, false);
        Assert.Equal(bench.Readings[0].TimestampMs + (long)(79.5 * 60_000), bench.Place.SureThroughMs);
        bench.Minutes(30);
        Assert.Equal("free 79.5", bench.Words[^1]);
    }

    [Fact]
    public void A_pulse_shorter_than_the_delay_ends_where_it_began()
    {
        using var bench = new PlaceBench(new PresenceConfig { DelaySeconds = 30 }, EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Trigger();
        bench.Minutes(30);
        Assert.Equal(60 * 60_000 + 1, bench.Readings[^1].TimestampMs - bench.Readings[0].TimestampMs);
        Assert.Equal("free", bench.Last);
    }

    [Fact]
    public void One_visit_makes_two_readings_however_often_the_detector_triggers()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(120);
        bench.Minutes(60);
        Assert.Equal(3, bench.Readings.Count);
    }

    [Fact]
    public void Two_detectors_of_one_place_are_one_place()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(10, sensor: 0);
        bench.Move(10, sensor: 1);
        bench.Minutes(30);
        Assert.Equal(["free", "occupied", "free"], bench.Words.Select(word => word.Split(' ')[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_wall_clock_that_jumps_changes_no_decision(int days)
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(10);
        bench.Time.JumpWallClock(TimeSpan.FromDays(days));
        bench.Minutes(1);
        Assert.Equal("occupied", bench.Last);
        bench.Minutes(20);
        Assert.Equal("free", bench.Last);
    }

    [Fact]
    public void Free_places_need_no_timer()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Move(10);
        Assert.Equal(1, bench.Time.ActiveTimers);
        bench.Minutes(60);
        Assert.Equal(0, bench.Time.ActiveTimers);
    }

    [Fact]
    public void A_quiet_stay_is_sure_up_to_its_last_motion_only()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        Assert.Null(bench.Place.SureThroughMs);
        bench.Set(0, true);
        bench.Minutes(1);
        Assert.Null(bench.Place.SureThroughMs);
        bench.Set(0, false);
        var quietSince = bench.Time.GetUtcNow().ToUnixTimeMilliseconds();
        bench.Minutes(1);
        Assert.Equal(quietSince, bench.Place.SureThroughMs);
        bench.Minutes(60);
        Assert.Null(bench.Place.SureThroughMs);
    }

    [Fact]
    public void Nothing_is_reported_after_disposal()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Place.Dispose();
        bench.Move(10);
        bench.Minutes(600);
        Assert.Empty(bench.Readings);
        Assert.Equal(0, bench.Time.ActiveTimers);
    }

    // After a minute of movement.
    private static double LongestBridgedSeconds(double bridgedAbove)
    {
        for (var seconds = 1200; seconds > 0; seconds -= 20)
        {
            var filter = new MotionFilter(new PresenceConfig(), 1, new LearnedPlace(new PresenceTuning { BridgedAbove = bridgedAbove }));
            filter.Set(0, true, 0);
            filter.Set(0, false, 60_000);
            filter.Set(0, true, 60_000 + (seconds * 1000));
            if (filter.HasStayed) return seconds;
        }

        return 0;
    }

    private static double MinutesUntilFree(Action<PlaceBench> stay, params EvidenceKind[] kinds)
    {
        using var bench = new PlaceBench(kinds.Length == 0 ? [EvidenceKind.Motion] : kinds).Start();
        bench.Minutes(60);
        stay(bench);
        var since = bench.Minute;
        while (bench.Last == "occupied" && bench.Minute < since + 600) bench.Minutes(0.1);
        return bench.Minute - since;
    }
}

using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>Each kind of evidence alone and in pairs.</summary>
public sealed class FusionTests
{
    [Theory]
    [InlineData(nameof(EvidenceKind.Contact))]
    [InlineData(nameof(EvidenceKind.Power))]
    [InlineData(nameof(EvidenceKind.Count))]
    public void A_level_alone_is_presence_while_it_lasts(string kind)
    {
        using var bench = new PlaceBench(Enum.Parse<EvidenceKind>(kind)).Start();
        bench.Set(0, false);
        bench.Minutes(30);
        bench.Set(0, true);
        bench.Minutes(120);
        bench.Set(0, false);
        bench.Minutes(5);
        Assert.Equal(["free 0", "occupied 30", "free 150"], bench.Words);
    }

    [Theory]
    [InlineData(nameof(EvidenceKind.Power))]
    [InlineData(nameof(EvidenceKind.Count))]
    public void A_sensor_that_has_not_measured_yet_gives_no_evidence(string kind)
    {
        using var bench = new PlaceBench(Enum.Parse<EvidenceKind>(kind)).Start();
        bench.Minutes(1000);
        Assert.Empty(bench.Words);
    }

    [Fact]
    public void A_door_alone_only_shows_that_somebody_passed()
    {
        using var bench = new PlaceBench(EvidenceKind.Door).Start();
        bench.Minutes(240);
        bench.Trigger();
        Assert.Equal("occupied", bench.Last);
        bench.Minutes(600);
        Assert.Equal("free 240.05", bench.Words[^1]);
    }

    [Fact]
    public void Somebody_who_gets_up_for_half_a_minute_stays()
    {
        using var bench = new PlaceBench(EvidenceKind.Contact).Start();
        bench.Minutes(5);
        bench.Set(0, true);
        for (var i = 0; i < 10; i++)
        {
            bench.Minutes(10);
            bench.Set(0, false);
            bench.Minutes(0.5);
            bench.Set(0, true);
        }

        Assert.Equal(["free 0", "occupied 5"], bench.Words);
    }

    [Fact]
    public void A_pressed_pad_keeps_a_stay_that_the_detector_does_not_see()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(2);
        bench.Minutes(18);
        Assert.Equal("occupied", bench.Last);
        bench.Set(1, false);
        bench.Trigger();
        var left = bench.Minute;
        bench.Minutes(5);
        Assert.Equal("free", bench.Last);
        Assert.Equal(FormattableString.Invariant($"free {Math.Round(left, 2)}"), bench.Words[^1]);
    }

    [Fact]
    public void A_bag_on_the_chair_does_not_hold_a_desk_for_ever_and_its_time_is_taken_back()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(2);
        var left = bench.Minute;
        bench.Minutes(240);
        Assert.Equal("free", bench.Last);
        Assert.InRange(bench.Readings[^1].TimestampMs - bench.Readings[0].TimestampMs, (left - 0.2) * 60_000, left * 60_000);
    }

    [Fact]
    public void A_laptop_that_is_left_running_keeps_a_desk_occupied_only_a_little_longer()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(30);
        bench.Minutes(20);
        Assert.Equal("free", bench.Last);
        bench.Minutes(1000);
        Assert.Equal("free", bench.Last);
    }

    [Fact]
    public void Power_alone_that_never_falls_becomes_unknown()
    {
        using var bench = new PlaceBench(EvidenceKind.Power).Start();
        bench.Set(0, true);
        bench.Minutes(11 * 60);
        Assert.Equal(["occupied 0"], bench.Words);
        bench.Minutes(2 * 60);
        Assert.Equal(["occupied 0", "unknown 720"], bench.Words);
        bench.Set(0, false);
        bench.Minutes(2);
        Assert.Equal("free", bench.Last);
    }

    [Fact]
    public void Power_at_standby_shortens_the_wait()
    {
        using var drawing = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power).Start();
        using var standby = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power).Start();
        foreach (var bench in new[] { drawing, standby })
        {
            bench.Minutes(60);
            bench.Set(1, bench == drawing);
            bench.Move(10);
        }

        var waits = new[] { drawing, standby }.Select(MinutesUntilFree).ToArray();
        Assert.True(waits[1] < waits[0], $"{waits[1]} min at standby, {waits[0]} min drawing");
    }

    [Fact]
    public void Somebody_who_was_seen_behind_a_closed_door_is_still_there()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Door).Start();
        bench.Minutes(60);
        bench.Trigger(sensor: 1);
        bench.Move(5);
        bench.Minutes(15);
        Assert.Equal("occupied", bench.Last);
        bench.Trigger(sensor: 1);
        var passed = bench.Minute;
        bench.Minutes(10);
        Assert.Equal(FormattableString.Invariant($"free {Math.Round(passed, 2)}"), bench.Words[^1]);
    }

    [Fact]
    public void When_nobody_was_seen_since_the_door_closed_the_room_is_empty()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Door).Start();
        bench.Minutes(60);
        bench.Move(10);
        bench.Trigger(sensor: 1);
        bench.Minutes(3);
        Assert.Equal("free", bench.Last);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    [InlineData(2)]
    [InlineData(20)]
    public void A_door_that_moves_in_an_empty_room_does_not_hold_it_for_long(double openMinutes)
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Door).Start();
        bench.Minutes(8 * 60);
        bench.Set(1, true);
        bench.Minutes(openMinutes);
        bench.Set(1, false);
        bench.Minutes(10);
        Assert.Equal("free", bench.Last);
    }

    [Fact]
    public void A_count_keeps_a_quiet_room_and_motion_contradicts_a_count_of_nobody()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Count).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(5);
        bench.Minutes(6);
        Assert.Equal("occupied", bench.Last);
        bench.Set(1, false);
        bench.Minutes(2);
        Assert.Equal("free", bench.Last);
        bench.Minutes(30);
        bench.Move(1);
        Assert.Equal("occupied", bench.Last);
    }

    [Fact]
    public void One_of_four_chairs_is_enough()
    {
        using var bench = new PlaceBench(EvidenceKind.Contact, EvidenceKind.Contact, EvidenceKind.Contact, EvidenceKind.Contact).Start();
        bench.Minutes(30);
        bench.Set(2, true);
        bench.Minutes(30);
        bench.Set(2, false);
        bench.Minutes(5);
        Assert.Equal(["free 0", "occupied 30", "free 60"], bench.Words);
    }

    [Theory]
    [InlineData(nameof(EvidenceKind.Contact))]
    [InlineData(nameof(EvidenceKind.Power))]
    [InlineData(nameof(EvidenceKind.Count))]
    public void Presence_by_a_level_against_a_silent_detector_is_not_certain(string kind)
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, Enum.Parse<EvidenceKind>(kind)).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(5);
        bench.Minutes(2);
        Assert.Equal("occupied", bench.Last);
        var sure = bench.Place.SureThroughMs;
        bench.Minutes(24 * 60);
        Assert.Equal("free", bench.Last);
        Assert.Equal(bench.Readings[^1].TimestampMs, sure);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(60)]
    public void A_pad_that_takes_long_to_be_sure_keeps_the_readings_in_order(int debounceSeconds)
    {
        using var bench = new PlaceBench(new PresenceConfig { HoldOffSeconds = 5 }, EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(60);
        var pressed = bench.Time.GetUtcNow();
        bench.Trigger();
        bench.Time.Advance(pressed.AddSeconds(debounceSeconds) - bench.Time.GetUtcNow());
        Assert.Equal("free", bench.Last);
        bench.Sensors[1].Set(true, pressed);
        Assert.Equal("occupied", bench.Last);
        Assert.Equal(bench.Readings.Select(reading => reading.TimestampMs).Order(), bench.Readings.Select(reading => reading.TimestampMs));
    }

    [Fact]
    public void With_a_simple_hold_off_other_sensors_still_count()
    {
        using var bench = new PlaceBench(new PresenceConfig { HoldOffSeconds = 60 }, EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(10);
        bench.Set(1, true);
        bench.Minutes(60);
        Assert.Equal("occupied 10", bench.Words[^1]);
        bench.Set(1, false);
        bench.Minutes(2);
        Assert.Equal("free 70", bench.Words[^1]);
        bench.Trigger();
        bench.Minutes(2);
        Assert.Equal("free 72.05", bench.Words[^1]);
    }

    [Fact]
    public void Two_readings_never_have_the_same_millisecond()
    {
        using var bench = new PlaceBench(EvidenceKind.Contact).Start();
        // The wall's milliseconds begin between those of the running clock.
        bench.Time.JumpWallClock(TimeSpan.FromMilliseconds(0.5));
        bench.Minutes(30);
        bench.Time.Advance(TimeSpan.FromMilliseconds(0.6));
        bench.Set(0, true);
        bench.Time.Advance(TimeSpan.FromMilliseconds(0.5));
        bench.Set(0, false);
        bench.Minutes(2);
        Assert.Equal("free", bench.Last);
        Assert.Equal(bench.Readings[^2].TimestampMs + 1, bench.Readings[^1].TimestampMs);
    }

    [Fact]
    public void A_clock_that_is_set_back_takes_the_readings_with_it()
    {
        using var bench = new PlaceBench(EvidenceKind.Contact).Start();
        bench.Minutes(30);
        bench.Set(0, true);
        bench.Time.JumpWallClock(TimeSpan.FromMinutes(-10));
        bench.Minutes(5);
        bench.Set(0, false);
        bench.Minutes(2);
        Assert.Equal(["free 0", "occupied 30", "free 25"], bench.Words);
    }

    private static double MinutesUntilFree(PlaceBench bench)
    {
        var since = bench.Minute;
        while (bench.Last == "occupied" && bench.Minute < since + 600) bench.Minutes(0.1);
        return bench.Minute - since;
    }

    [Fact]
    public void Somebody_in_view_is_present_without_any_motion_until_the_view_is_empty()
    {
        using var desk = new PlaceBench(EvidenceKind.Body).Start();
        desk.Set(0, false);
        desk.Minutes(10);
        Assert.Equal("free", desk.Last);
        desk.Set(0, true);
        desk.Minutes(180);
        Assert.Equal("occupied", desk.Last);
        desk.Set(0, false);
        desk.Minutes(2);
        Assert.Equal("free", desk.Last);
    }

    [Fact]
    public void A_view_keeps_a_still_person_whom_the_motion_detector_no_longer_sees()
    {
        using var alone = new PlaceBench(EvidenceKind.Motion).Start();
        using var seen = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Body).Start();
        seen.Set(1, true);
        foreach (var desk in (PlaceBench[])[alone, seen]) desk.Move(5);
        foreach (var desk in (PlaceBench[])[alone, seen]) desk.Minutes(15);
        Assert.Equal(("free", "occupied"), (alone.Last, seen.Last));
    }

    [Fact]
    public void A_broken_view_is_not_used()
    {
        using var desk = new PlaceBench(EvidenceKind.Body).Start();
        desk.Set(0, true);
        desk.Break(0);
        Assert.Equal("broken", desk.Last);
    }
}

using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>Places some or all of whose sensors are known to be broken, and sensors that are heard again.</summary>
public sealed class BrokenEvidenceTests
{
    [Fact]
    public void A_broken_sensor_is_not_used_and_the_other_decides()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(5);
        bench.Break(1);
        bench.Minutes(15);
        Assert.Equal("free", bench.Last);
        bench.Move(1);
        Assert.Equal("occupied", bench.Last);
        Assert.DoesNotContain("broken", bench.Words);
    }

    [Fact]
    public void A_place_without_a_sound_sensor_is_unknown_until_a_repaired_sensor_gives_evidence()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Minutes(1);
        bench.Break(0);
        bench.Minutes(1);
        bench.Break(1);
        Assert.Equal("broken 62", bench.Words[^1]);
        bench.Set(1, false);
        bench.Set(0, true);
        bench.Minutes(10);
        Assert.Equal("broken 62", bench.Words[^1]);
        bench.Set(0, false);
        bench.Repair(0);
        bench.Minutes(0.5);
        Assert.Equal("broken 62", bench.Words[^1]);
        bench.Minutes(0.5);
        bench.Trigger();
        Assert.Equal("occupied 73", bench.Words[^1]);
    }

    [Fact]
    public void A_repaired_sensor_without_evidence_decides_after_a_silence()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Break(0);
        bench.Minutes(60);
        bench.Repair(0);
        bench.Minutes(20);
        Assert.Equal(["free 0", "broken 60", "free 120"], bench.Words);
    }

    [Fact]
    public void A_stuck_detector_makes_presence_unknown_from_then_on_and_not_backwards()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(5);
        bench.Set(0, true);
        bench.Minutes(240);
        var stuckSince = bench.Time.GetUtcNow().ToUnixTimeMilliseconds();
        bench.Break(0);
        Assert.Equal("broken", bench.Last);
        Assert.Equal(stuckSince, bench.Readings[^1].TimestampMs);
        bench.Set(0, false);
        bench.Repair(0);
        bench.Minutes(20);
        Assert.Equal("free 305", bench.Words[^1]);
    }

    [Fact]
    public void A_stay_that_was_quiet_when_its_last_sensor_broke_is_unknown_since_then()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion).Start();
        bench.Minutes(60);
        bench.Move(5);
        var quietSince = bench.Place.SureThroughMs!.Value;
        bench.Minutes(0.5);
        bench.Break(0);
        Assert.Equal("broken", bench.Last);
        Assert.Equal(quietSince, bench.Readings[^1].TimestampMs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(600)]
    public void A_room_whose_only_detector_is_broken_is_unknown_even_if_its_door_moves(int? holdOffSeconds)
    {
        using var bench = new PlaceBench(new PresenceConfig { HoldOffSeconds = holdOffSeconds }, EvidenceKind.Motion, EvidenceKind.Door).Start();
        bench.Minutes(60);
        bench.Trigger(sensor: 1);
        bench.Set(0, true);
        bench.Minutes(240);
        bench.Break(0);
        Assert.Equal("broken 300.05", bench.Words[^1]);
        bench.Minutes(60);
        bench.Trigger(sensor: 1);
        bench.Minutes(24 * 60);
        Assert.Equal("broken 300.05", bench.Words[^1]);
        bench.Set(0, false);
        bench.Repair(0);
        bench.Minutes(1);
        bench.Trigger();
        Assert.Equal("occupied", bench.Last);
    }

    [Fact]
    public void A_desk_whose_detector_is_stuck_is_free_while_its_plug_is_at_standby_since_the_detector_stuck()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power).Start();
        bench.Set(1, false);
        bench.Minutes(60);
        bench.Move(5);
        bench.Set(0, true);
        bench.Minutes(240);
        bench.Break(0);
        Assert.Equal(["free 0", "occupied 60", "free 65"], bench.Words);
        bench.Minutes(24 * 60);
        Assert.Equal("free", bench.Last);
    }

    [Fact]
    public void Levels_beside_a_broken_detector_decide_as_if_there_were_none()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power, EvidenceKind.Door).Start();
        bench.Minutes(60);
        bench.Break(0);
        bench.Set(1, true);
        bench.Minutes(60);
        bench.Set(1, false);
        bench.Trigger(sensor: 2);
        bench.Minutes(5);
        bench.Trigger(sensor: 2);
        bench.Minutes(24 * 60);
        Assert.Equal(["free 0", "broken 60", "occupied 60", "free 120.05"], bench.Words);
    }

    [Fact]
    public void Power_that_never_falls_beside_a_broken_detector_and_a_door_becomes_unknown()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power, EvidenceKind.Door).Start();
        bench.Break(0);
        bench.Set(1, true);
        bench.Minutes(13 * 60);
        Assert.Equal("unknown 720", bench.Words[^1]);
    }

    [Fact]
    public void A_count_beside_a_broken_detector_keeps_a_quiet_meeting()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Count).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        bench.Move(5);
        bench.Break(0);
        bench.Minutes(4 * 60);
        Assert.Equal("occupied", bench.Last);
    }

    [Fact]
    public void A_plug_that_answers_again_at_standby_was_not_in_use()
    {
        using var bench = new PlaceBench(EvidenceKind.Power).Start();
        bench.Set(0, true);
        bench.Minutes(60);
        bench.Break(0);
        bench.Minutes(60);
        bench.Set(0, false);
        bench.Repair(0);
        Assert.Equal(["occupied 0", "broken 60", "free 120"], bench.Words);
    }

    [Fact]
    public void A_place_without_evidence_is_bad_when_its_last_sensor_breaks()
    {
        using var bench = new PlaceBench(EvidenceKind.Power).Start();
        bench.Set(0, true);
        bench.Minutes(13 * 60);
        bench.Break(0);
        Assert.Equal(["occupied 0", "unknown 720", "broken 780"], bench.Words);
    }

    [Theory]
    [InlineData(nameof(EvidenceKind.Contact))]
    [InlineData(nameof(EvidenceKind.Power))]
    [InlineData(nameof(EvidenceKind.Count))]
    public void Presence_by_a_level_without_a_working_detector_is_certain(string kind)
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, Enum.Parse<EvidenceKind>(kind)).Start();
        bench.Break(0);
        bench.Set(1, true);
        bench.Minutes(60);
        Assert.Equal("occupied", bench.Last);
        Assert.Null(bench.Place.SureThroughMs);
    }

    [Fact]
    public void A_sensor_that_is_broken_from_the_start_is_never_counted()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Power);
        bench.Break(1);
        bench.Start();
        bench.Minutes(20);
        Assert.Equal(["free 0"], bench.Words);
    }
}

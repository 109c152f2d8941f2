using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Tests.Recordings;

/// <summary>Recordings that are played through the agent's own sensors.</summary>
public sealed class RoomPlayerTests : IDisposable
{
    private readonly RecordingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Motion_makes_the_place_occupied_at_its_time()
    {
        var room = _bench.Read("S1_PIR", "10:00:00,0,0", "11:00:00,1,1", "11:20:00,0,0", "13:00:00,0,0");

        var first = Play(room).Readings.First(reading => reading.Occupied == true);

        Assert.InRange(first.MadeMs, RecordingBench.Ms("11:00:00"), RecordingBench.Ms("11:01:00"));
        Assert.Equal(RecordingBench.Ms("11:00:00"), first.DatedMs);
    }

    [Fact]
    public void A_plug_is_polled_and_counts_from_the_agents_threshold_on()
    {
        var working = _bench.Read("P_WATTS", "10:00:00,4,0", "11:00:00,65,1", "12:00:00,4,0", "13:00:00,4,0");
        var standby = _bench.Read("P_WATTS", "10:00:00,4,0", "11:00:00,20,1", "12:00:00,4,0", "13:00:00,4,0");

        Assert.Contains(Play(working).Readings, reading => reading.Occupied == true && RecordingBench.Second(reading.MadeMs) is >= 3600 and <= 3610);
        Assert.DoesNotContain(Play(standby).Readings, reading => reading.Occupied == true);
    }

    [Fact]
    public void A_door_is_evidence_for_the_room_behind_it()
    {
        var room = _bench.Read("D_DOOR", "10:00:00,0,0", "11:00:00,1,1", "11:00:05,0,1", "11:30:00,0,1");

        Assert.Contains(Play(room).Readings, reading => reading.Occupied == true && RecordingBench.Second(reading.DatedMs) == 3600);
    }

    [Fact]
    public void Every_kind_of_column_is_a_sensor_of_the_agent()
    {
        var row = $"10:00:00,{string.Join(',', ColumnKind.All.Select(kind => kind.IsLevel ? "0" : "400"))},0";
        var room = _bench.Read(string.Join(',', ColumnKind.All.Select(kind => $"A_{kind.Word}")), row, "12:00:00" + row[8..]);

        Assert.Equal(ColumnKind.All.Count, room.Columns.Count);
        Assert.Equal(["A_CO2", "A_Light"], room.WeakColumns);
        Assert.Equal(["A_PIR", "A_DOOR", "A_WATTS"], room.WithoutWeak().Columns.Select(column => column.Name));
        Assert.Equal([0, 0, 400], room.WithoutWeak().Rows[0].Values);
        Assert.Contains(Play(room).Readings, reading => reading.Occupied == false);
    }

    [Fact]
    public void A_value_that_is_not_known_is_a_chip_that_does_not_answer()
    {
        var room = _bench.Read("P_WATTS", "10:00:00,65,1", "11:00:00,,1", "12:00:00,,1");

        Assert.Contains(Play(room).Readings, reading => reading.Occupied is null && RecordingBench.Second(reading.MadeMs) > 3600);
    }

    [Fact]
    public void A_constant_value_is_not_a_frozen_chip_because_recordings_are_rounded()
    {
        var room = _bench.Read("P_WATTS", "00:00:00,40,1", "11:00:00,40,1", "23:00:00,4,0", "23:59:00,4,0");
        var readings = Play(room).Readings;

        // The plug is forgotten after twelve hours, which is unknown. A frozen chip would say nothing when the power falls.
        Assert.Equal(false, readings[^1].Occupied);
    }

    [Fact]
    public void Settings_of_the_detectors_reach_the_agent()
    {
        var room = _bench.Read("S1_PIR", "10:00:00,0,0", "10:10:00,1,1", "11:30:00,0,0", "13:30:00,0,0");

        Assert.NotEqual(Play(room).Readings, RoomPlayer.Play(room, new PlaySettings(StuckMinutes: 30), new LearnedPlace()).Readings);
        Assert.NotEqual(Play(room).Readings, RoomPlayer.Play(room, new PlaySettings(DelaySeconds: 600), new LearnedPlace()).Readings);
    }

    [Fact]
    public void A_stay_that_is_quiet_when_the_gateway_goes_off_is_known_up_to_its_last_motion()
    {
        var room = _bench.Read("S1_PIR", "10:00:00,0,0", "11:00:00,1,1", "11:30:00,0,1", "11:30:10,0,1");

        var last = Play(room).Readings[^1];

        Assert.Null(last.Occupied);
        Assert.InRange(RecordingBench.Second(last.DatedMs), 5400, 5401);
    }

    [Fact]
    public void The_same_recording_gives_the_same_readings()
    {
        var room = _bench.Read("S1_PIR,P_WATTS", "10:00:00,0,4,0", "11:00:00,1,65,1", "11:00:10,0,65,1", "11:50:00,0,4,0", "13:00:00,0,4,0");

        Assert.Equal(Play(room).Readings, Play(room).Readings);
    }

    private static PlayedStretch Play(RecordedRoom room) => RoomPlayer.Play(room, new PlaySettings(), new LearnedPlace());
}

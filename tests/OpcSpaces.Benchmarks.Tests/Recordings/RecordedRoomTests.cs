using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.FirmwareSim.Playback;

namespace OpcSpaces.Benchmarks.Tests.Recordings;

/// <summary>Recordings with numbers of people: columns, rows, gaps and faulty files.</summary>
public sealed class RecordedRoomTests : IDisposable
{
    private static readonly RowRhythm HalfMinutes = new(30_000);
    private static readonly RowRhythm Events = new(null);
    private readonly RecordingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_row_at_regular_times_holds_until_the_next_or_for_as_long_as_a_row_does_before_a_gap()
    {
        var room = Read("10:00:00,1,2", "10:00:30,0,0", "10:01:00,0,1", "10:10:00,0,1", "10:10:30,0,0") with { Rhythm = HalfMinutes };

        Assert.Equal([(0, 30), (60, 90), (600, 630)], room.Occupied().Select(Seconds));
        Assert.Equal([(0, 90), (600, 660)], room.Watched().Select(Seconds));
    }

    [Fact]
    public void An_event_holds_until_the_next_one_and_the_last_ends_the_recording()
    {
        var room = Read("10:00:00,0,0", "10:10:00,1,1", "14:20:00,0,0", "15:20:00,0,0") with { Rhythm = Events };

        Assert.Equal([(600, 15_600)], room.Occupied().Select(Seconds));
        Assert.Equal([(0, 19_200)], room.Watched().Select(Seconds));
        Assert.Equal(19_200, RecordingBench.Second(room.EndMs));
        Assert.Single(room.Stretches());
    }

    [Fact]
    public void Only_a_long_gap_separates_stretches()
    {
        var room = Read("10:00:00,0,0", "10:00:30,0,0", "10:01:00,0,0", "10:04:00,0,0", "10:04:30,0,0", "10:10:00,0,0") with { Rhythm = HalfMinutes };

        Assert.Equal([5, 1], room.Stretches().Select(stretch => stretch.Rows.Count));
        Assert.Equal(3, room.Watched().Count());
        Assert.Equal([300, 630], room.Stretches().Select(stretch => RecordingBench.Second(stretch.EndMs)));
    }

    [Fact]
    public void Unknown_truth_is_not_watched()
    {
        var room = Read("10:00:00,0,0", "10:00:30,1,-1", "10:01:00,1,", "10:01:30,0,1.0", "10:02:00,0,0") with { Rhythm = HalfMinutes };

        Assert.Equal([(0, 30), (90, 150)], room.Watched().Select(Seconds));
        Assert.Equal([(90, 120)], room.Occupied().Select(Seconds));
    }

    [Fact]
    public void A_column_is_a_sensor_by_the_end_of_its_name_and_the_others_are_ignored()
    {
        var room = _bench.Read("S1_PIR,D_Door,Plug_WATTS,S5_CO2,Light,S1_Sound,S5_CO2_Slope", "10:00:00,1,0,8.5,410.5,300,0.1,0.2,1");

        Assert.Equal(["PIR", "DOOR", "WATTS", "CO2", "Light"], room.Columns.Select(column => column.Kind.Word));
        Assert.Equal([1, 0, 8.5, 410.5, 300], room.Rows[0].Values);
        Assert.Equal(["S1_Sound", "S5_CO2_Slope"], room.Ignored);
    }

    [Fact]
    public void Named_columns_are_used_alone_and_one_of_unknown_kind_is_motion()
    {
        var file = _bench.Write("room.csv", "Date,Time,S1_PIR,Chair,Room_Occupancy_Count", "2018-01-01,10:00:00,0,1,1");

        var room = RecordedRoomReader.ReadFile(file, ["Chair"]);

        Assert.Equal(new RecordedColumn("Chair", ColumnKind.Motion), Assert.Single(room.Columns));
        Assert.Equal(["S1_PIR"], room.Ignored);
        Assert.Contains("has no column \"Sofa\"", Fault(file, ["Sofa"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_take_motion_alone_and_without_motion_every_active_level()
    {
        string[] rows = ["10:00:00,0,0,8,0", "10:01:00,1,0,8,1", "10:02:00,0,1,31,1", "10:03:00,0,0,8,0", "10:04:00,0,0,8,0"];
        var room = _bench.Read("S1_PIR,D_DOOR,P_WATTS", rows);

        Assert.Equal([(60, 120)], room.RuleActivity().Select(Seconds));
        Assert.Equal([(60, 120), (120, 120), (180, 180), (120, 120), (180, 180)], room.Moves().Select(Seconds));

        var without = _bench.Read("Other,D_DOOR,P_WATTS", rows);
        Assert.Equal([(120, 120), (180, 180), (120, 180)], without.RuleActivity().Select(Seconds));
    }

    [Fact]
    public void A_row_without_a_value_does_not_change_a_level()
    {
        var room = Read("10:00:00,0,0", "10:01:00,1,0", "10:02:00,,0", "10:03:00,0,0");

        Assert.Equal([(60, 180)], room.RuleActivity().Select(Seconds));
    }

    [Fact]
    public void All_faults_of_a_file_are_told_with_their_lines_and_fixes()
    {
        var file = _bench.Write(
            "torn.csv", "Date,Time,S6_PIR,P_WATTS,Room_Occupancy_Count",
            "2018-01-01,10:00:00,2,0,many", "2018-01-01,10:00:30,1,lots,-2", "2018-01-01,10:01:00,1", "2018-01-01,09:00:00,1,1e999,1");

        Assert.Equal(
            [
                $"{file}:2: has the value \"2\" in the column \"S6_PIR\": use 0 or 1, or nothing where it is not known",
                $"{file}:2: has the number of people \"many\": use a number from 0 on, or -1 or nothing where it is not known",
                $"{file}:3: has the value \"lots\" in the column \"P_WATTS\": use a number in W, or nothing where it is not known",
                $"{file}:3: has the number of people \"-2\": use a number from 0 on, or -1 or nothing where it is not known",
                $"{file}:4: has 3 fields instead of 5",
                $"{file}:5: goes back in time, from 2018-01-01 10:00:30 to 2018-01-01 09:00:00",
                $"{file}:5: has the value \"1e999\" in the column \"P_WATTS\": use a number in W, or nothing where it is not known",
            ],
            Fault(file).Split('\n'));
    }

    [Fact]
    public void A_file_without_truth_or_without_sensors_is_refused()
    {
        Assert.Contains("has no column \"Room_Occupancy_Count\"", Fault(_bench.Write("a.csv", "Date,Time,S6_PIR", "2018-01-01,10:00:00,1")), StringComparison.Ordinal);
        Assert.EndsWith(
            ":1: has no column of a sensor: end the names of such columns in _PIR, _DOOR, _WATTS, _CO2, _Light, or give the motion columns with --columns",
            Fault(_bench.Write("b.csv", "Date,Time,Sound,Room_Occupancy_Count", "2018-01-01,10:00:00,1,1")), StringComparison.Ordinal);
        Assert.EndsWith(": is empty: give a CSV file with a header and rows", Fault(_bench.Write("c.csv")), StringComparison.Ordinal);
    }

    private static string Fault(string file, IReadOnlyList<string>? columns = null) => Assert.Throws<RecordingException>(() => RecordedRoomReader.ReadFile(file, columns)).Message;

    private static (int From, int To) Seconds(Span span) => (RecordingBench.Second(span.FromMs), RecordingBench.Second(span.ToMs));

    private RecordedRoom Read(params string[] rows) => _bench.Read("S6_PIR", rows);
}

using OpcSpaces.Benchmarks.Truth;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>A recording with numbers of people: rows, gaps and faulty files.</summary>
public sealed class RecordedRoomTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("recorded-room");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_row_holds_until_the_next_or_for_as_long_as_a_row_does_before_a_gap()
    {
        var room = Read("10:00:00,1,2", "10:00:30,0,0", "10:01:00,0,1", "10:10:00,0,1", "10:10:30,0,0");

        Assert.Equal(30_000, room.RowMs);
        Assert.Equal([(0, 30), (60, 90), (600, 630)], room.Occupied().Select(span => Seconds(room, span)));
        Assert.Equal([(0, 90), (600, 660)], room.Watched().Select(span => Seconds(room, span)));
    }

    [Fact]
    public void Only_a_long_gap_separates_stretches()
    {
        var room = Read("10:00:00,0,0", "10:00:30,0,0", "10:01:00,0,0", "10:04:00,0,0", "10:04:30,0,0", "10:10:00,0,0");

        Assert.Equal([5, 1], room.Stretches().Select(stretch => stretch.People.Count));
        Assert.Equal(3, room.Watched().Count());
    }

    [Fact]
    public void A_part_has_its_rows_of_motion_and_of_people()
    {
        var half = Read("10:00:00,1,0", "10:00:30,0,2", "10:01:00,1,1").Part(1, 3);

        Assert.Equal([2, 1], half.People);
        Assert.Equal([false, true], half.Motion.Rows.Select(row => row.Levels[0]));
    }

    [Fact]
    public void A_file_without_people_or_with_an_invalid_number_of_people_is_refused_with_every_fault()
    {
        var without = Write("Date,Time,S6_PIR", "2018-01-01,10:00:00,1");
        Assert.Contains("has no column \"Room_Occupancy_Count\"", Assert.Throws<RecordingException>(() => RecordedRoom.Read(without)).Message, StringComparison.Ordinal);

        var nonsense = Write("Date,Time,S6_PIR,Room_Occupancy_Count", "2018-01-01,10:00:00,1,many", "2018-01-01,10:00:30,1,1", "2018-01-01,10:01:00,1,-1");
        var message = Assert.Throws<RecordingException>(() => RecordedRoom.Read(nonsense)).Message;
        Assert.Contains(":2: has the number of people \"many\"", message, StringComparison.Ordinal);
        Assert.Contains(":4: has the number of people \"-1\"", message, StringComparison.Ordinal);
    }

    private static (int From, int To) Seconds(RecordedRoom room, Span span)
    {
        var start = room.Start.ToUnixTimeMilliseconds();
        return ((int)((span.FromMs - start) / 1000), (int)((span.ToMs - start) / 1000));
    }

    private RecordedRoom Read(params string[] rows) =>
        RecordedRoom.Read(Write(["Date,Time,S6_PIR,Room_Occupancy_Count", .. rows.Select(row => $"2018-01-01,{row}")]));

    private string Write(params string[] lines)
    {
        var file = _directory.File("room.csv");
        File.WriteAllLines(file, lines);
        return file;
    }
}

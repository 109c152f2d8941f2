using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Playback;

public class RecordingReaderTests
{
    [Fact]
    public void Every_column_that_ends_in_PIR_is_motion_and_times_are_UTC_by_default()
    {
        var recording = Read("""
            Date,Time,S1_Temp,S6_PIR,S7_PIR
            2017-12-22,9:59:41,24.9,0,1
            2017-12-22,10:00:12,25,1,0
            """);

        Assert.Equal(["S6_PIR", "S7_PIR"], recording.Columns);
        Assert.Equal([new DateTimeOffset(2017, 12, 22, 9, 59, 41, TimeSpan.Zero), new DateTimeOffset(2017, 12, 22, 10, 0, 12, TimeSpan.Zero)], recording.Rows.Select(row => row.At));
        Assert.Equal([[false, true], [true, false]], recording.Rows.Select(row => row.Levels));
    }

    [Fact]
    public void Columns_can_be_named_and_the_recordings_clock_can_have_an_offset()
    {
        var recording = RecordingReader.Read(new StringReader("Time,Date,motion\n10:00:00,2026/3/2,1"), "test.csv", ["motion"], TimeSpan.FromHours(8));
        Assert.Equal([true], Assert.Single(recording.Rows).Levels);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero), recording.Rows[0].At);
    }

    [Fact]
    public void The_faults_of_all_rows_are_reported_at_once_with_their_lines()
    {
        var exception = Assert.Throws<RecordingException>(() => Read("""
            Date,Time,A_PIR,B_PIR
            2017-12-22,10:00:00,0,1
            2017-12-22,10:00:30,0

            2017-12-22,10:01:00,0,maybe
            2017-13-22,25:00:00,0,1
            2017-12-22,09:00:00,0,1
            2017-12-22,10:0
            """));

        Assert.Equal(
            [
                "test.csv:3: has 3 fields instead of 4",
                "test.csv:5: has the motion value \"maybe\": use 0 or 1",
                "test.csv:6: has the date \"2017-13-22\": write it as 2017-12-22",
                "test.csv:6: has the time \"25:00:00\": write it as 10:49:41",
                "test.csv:7: goes back in time, from 2017-12-22 10:01:00 to 2017-12-22 09:00:00",
                "test.csv:8: has 2 fields instead of 4",
            ],
            exception.Message.Split('\n'));
    }

    [Theory]
    [InlineData("", 0, "is empty: give a CSV file with a header and rows")]
    [InlineData("Date,Time,A_PIR\n", 0, "has a header but no rows")]
    [InlineData("Date,A_PIR\n2017-12-22,1", 1, "has no column \"Time\": its columns are \"Date, A_PIR\"")]
    [InlineData("Date,Time,Temp\n2017-12-22,10:00:00,1", 1, "has no column that ends in _PIR: give the motion columns with --columns")]
    [InlineData("Date,Time,A_PIR,A_PIR\n2017-12-22,10:00:00,1,1", 1, "has the column \"A_PIR\" 2 times: rename or remove all but one")]
    public void A_file_that_lacks_something_is_one_fault(string text, int line, string problem)
    {
        var exception = Assert.Throws<RecordingException>(() => Read(text));
        Assert.Equal(new RecordingFault(line, problem), Assert.Single(exception.Faults));
    }

    [Theory]
    [InlineData("has no column \"\": its columns are \"Date, Time, A\"", "A", "")]
    [InlineData("the column \"A\" is asked for 2 times: name it once", "A", "A")]
    public void Columns_that_are_asked_for_twice_or_without_a_name_are_refused(string problem, params string[] columns)
    {
        var exception = Assert.Throws<RecordingException>(() => RecordingReader.Read(new StringReader("Date,Time,A\n2017-12-22,10:00:00,1"), "test.csv", columns));
        Assert.Equal(new RecordingFault(1, problem), Assert.Single(exception.Faults));
    }

    [Fact]
    public void More_desks_than_fit_in_a_room_are_refused()
    {
        var exception = Assert.Throws<RecordingException>(() => Read($"Date,Time,{string.Join(',', Enumerable.Range(1, 401).Select(n => $"S{n}_PIR"))}\n"));
        Assert.Equal(new RecordingFault(1, "has 401 motion columns: at most 400 can be played"), Assert.Single(exception.Faults));
    }

    [Fact]
    public void Every_row_with_an_impossible_time_and_every_row_before_the_latest_time_is_a_fault()
    {
        var exception = Assert.Throws<RecordingException>(() => Read("""
            Date,Time,A_PIR
            0001-01-01,10:00:00,0
            9999-12-31,23:59:59,0
            2017-12-22,10:00:00,0
            2017-12-22,09:00:00,0
            2017-12-22,09:30:00,0
            """));
        Assert.Equal([2, 3, 5, 6], exception.Faults.Select(fault => fault.Line));
    }

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2000-01-01")]
    [InlineData("2011-12-31")]
    [InlineData("2100-01-01")]
    public void A_time_that_the_cloud_would_refuse_is_refused_before_it_is_played(string date)
    {
        var exception = Assert.Throws<RecordingException>(() => Read($"Date,Time,A_PIR\n{date},10:00:00,1\n"));
        Assert.Equal($"test.csv:2: has the date \"{date}\": use one from 2012-01-01 to 2099-12-31", exception.Message);
        Assert.Equal(PlausibleTime.Earliest, Read("Date,Time,A_PIR\n2012-01-01,00:00:00,1\n").Rows[0].At);
    }

    [Fact]
    public void A_stray_quote_is_a_fault_of_its_row_and_does_not_swallow_the_next()
    {
        var exception = Assert.Throws<RecordingException>(() => Read("Date,Time,A_PIR\n2017-12-22,10:00:00,\"1\n2017-12-22,10:00:30,x\n"));
        Assert.Equal([2, 3], exception.Faults.Select(fault => fault.Line).Distinct().Order());
    }

    [Fact]
    public void Of_very_many_faults_the_message_shows_the_first_twenty_and_how_many_follow()
    {
        var exception = Assert.Throws<RecordingException>(() => Read("Date,Time,A_PIR\n" + string.Concat(Enumerable.Repeat("2017-12-22,10:00:00,x\n", 300_000))));
        var lines = exception.Message.Split('\n');
        Assert.Equal(21, lines.Length);
        Assert.Equal("test.csv: and 299,980 more faults", lines[^1]);
    }

    [Fact]
    public void Missing_columns_are_all_named() =>
        Assert.Equal(4, Assert.Throws<RecordingException>(() => RecordingReader.Read(new StringReader("a,b\n1,2"), "test.csv", ["x", "y"])).Faults.Count);

    [Fact]
    public void A_file_that_is_not_there_is_one_fault()
    {
        var exception = Assert.Throws<RecordingException>(() => RecordingReader.ReadFile("/nowhere/recording.csv"));
        Assert.StartsWith("/nowhere/recording.csv: does not exist: create it, or correct its name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_faults_and_never_another_exception()
    {
        var seed = Seed.Take(nameof(Random_bytes_are_faults_and_never_another_exception));
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            for (var i = 0; i < 300; i++)
            {
                var bytes = new byte[random.Next(2_000)];
                random.NextBytes(bytes);
                using var text = new StreamReader(new MemoryStream([.. "Date,Time,A_PIR\n"u8, .. bytes]));
                Assert.Throws<RecordingException>(() => RecordingReader.Read(text, "random.csv"));
            }
        });
    }

    private static Recording Read(string text) => RecordingReader.Read(new StringReader(text), "test.csv");
}

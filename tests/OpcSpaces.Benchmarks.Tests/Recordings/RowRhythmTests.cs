using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Tests.Recordings;

/// <summary>Which recordings have rows at regular times, and which consist of events.</summary>
public sealed class RowRhythmTests
{
    [Theory]
    [InlineData(1, 20)]
    [InlineData(60, 9)]
    [InlineData(300, 100)]
    [InlineData(900, 9)]
    public void Equal_steps_are_regular(int seconds, int rows) => Assert.Equal(seconds * 1000L, Of(Enumerable.Repeat(seconds, rows - 1)).RowMs);

    [Fact]
    public void Steps_may_differ_by_a_second_and_some_rows_may_be_missing()
    {
        Assert.Equal(60_000, Of([60, 59, 61, 60, 60, 180, 60, 60, 40_000, 59, 61]).RowMs);
        Assert.Equal(30_000, Of([30, 60, 30, 30, 90, 30, 60, 30, 30, 30]).RowMs);
    }

    [Fact]
    public void Pulses_of_one_length_are_events_because_at_most_every_second_step_is_one()
    {
        Assert.Null(Of(Enumerable.Range(0, 101).Select(step => step % 2 == 0 ? 5 : 100 + step)).RowMs);
        Assert.Null(Of(Enumerable.Range(0, 101).Select(step => step % 2 == 0 ? 5 : 40)).RowMs);
    }

    [Fact]
    public void Few_rows_and_rows_that_are_hours_apart_are_events()
    {
        Assert.Null(Of(Enumerable.Repeat(60, 7)).RowMs);
        Assert.Null(Of(Enumerable.Repeat(1800, 50)).RowMs);
    }

    [Fact]
    public void The_recorded_room_is_regular_and_the_recordings_of_faults_consist_of_events()
    {
        Assert.InRange(RecordedRoomReader.ReadFile(RecordedRoomFile.FullPath).Rhythm.RowMs ?? 0, 29_000, 32_000);
        var faults = Directory.GetFiles(RecordedFaultFiles.Folder, "*.csv");
        Assert.Equal(8, faults.Length);
        Assert.All(faults, file => Assert.Null(RecordedRoomReader.ReadFile(file).Rhythm.RowMs));
    }

    [Fact]
    public void A_gap_is_longer_than_two_and_a_half_rows_and_a_long_one_than_five_minutes_and_five_rows()
    {
        var (seconds, minutes) = (new RowRhythm(30_000), new RowRhythm(300_000));

        Assert.Equal([75_000, 30_000, 30_000], ((long?[])[75_000, 75_001, null]).Select(seconds.HoldsMs));
        Assert.Equal([false, true], ((long[])[300_000, 300_001]).Select(seconds.IsLongGap));
        Assert.Equal([false, true], ((long[])[1_500_000, 1_500_001]).Select(minutes.IsLongGap));
        Assert.False(new RowRhythm(null).IsLongGap(long.MaxValue));
    }

    private static RowRhythm Of(IEnumerable<int> steps) => RowRhythm.Of(steps.Aggregate(new List<long> { 0 }, (times, step) => [.. times, times[^1] + (step * 1000L)]));
}

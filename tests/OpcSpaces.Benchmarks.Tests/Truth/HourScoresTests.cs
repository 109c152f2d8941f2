using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>Intervals of hours that are counted by hand.</summary>
public sealed class HourScoresTests
{
    private const long HourMs = 3_600_000;
    private const long Start = 400_000 * HourMs;

    [Fact]
    public void Coverage_and_widths_are_what_their_names_say()
    {
        // The errors are 0, 300, 600 and 1,200 s; the last interval misses.
        ScoredHour[] hours =
        [
            new(3600, TrueSeconds: 0, ExpectedSeconds: 0, LowSeconds: 0, HighSeconds: 60),
            new(3600, 1500, 1800, 1200, 2400),
            new(3600, 3600, 3000, 2400, 3600),
            new(3600, 3000, 1800, 1700, 1900),
        ];
        var scores = new HourScores(hours, 0, 0);

        Assert.Equal(75, scores.CoveragePercent);
        Assert.Equal((60 + 1200 + 1200 + 200) / 4.0 / 60, scores.WidthMinutes, 1e-9);
        // ± 600 s covers three of four as well: 0 to 600, 1200 to 2400, 2400 to 3600, 1200 to 2400.
        Assert.Equal((600 + 1200 + 1200 + 1200) / 4.0 / 60, scores.ConstantWidthMinutes, 1e-9);
        Assert.Equal(100 * (0 + 300 - 600 - 1200) / 8100.0, scores.ExpectedBiasPercent, 1e-9);
    }

    [Fact]
    public void A_second_beside_the_interval_still_counts()
    {
        Assert.True(new ScoredHour(3600, 3599, 3600, 3600, 3600).IsCovered);
        Assert.False(new ScoredHour(3600, 3598, 3600, 3600, 3600).IsCovered);
    }

    [Fact]
    public void Without_hours_there_are_no_figures()
    {
        Assert.True(double.IsNaN(HourScores.None.CoveragePercent));
        Assert.True(double.IsNaN(HourScores.None.WidthMinutes));
        Assert.True(double.IsNaN(HourScores.None.ConstantWidthMinutes));
    }

    [Fact]
    public void Nothing_covered_has_a_constant_of_zero()
    {
        var scores = new HourScores([new ScoredHour(3600, 3000, 0, 0, 60)], 0, 0);

        Assert.Equal((0, 0), (scores.CoveragePercent, scores.ConstantWidthMinutes));
    }

    [Fact]
    public void Only_hours_count_in_which_a_sensor_moved_or_somebody_was_there()
    {
        // Hour 0: nothing. Hour 1: one pulse. Hour 2: somebody whom the detector does not see. Hour 3: nothing.
        var room = Room((0, 0, false), (65, 1, false), (66, 0, false), (130, 0, true), (150, 0, false), (240, 0, false));

        var scores = HourScores.Of(room, [Hour(0), Hour(1), Hour(2), Hour(3)]);

        Assert.Equal([0, 20 * 60], scores.Hours.Select(hour => hour.TrueSeconds));
        Assert.Equal((0, 0), (scores.Skipped, scores.Missing));
    }

    [Fact]
    public void An_hour_known_in_part_is_compared_when_the_agent_knew_the_same_part()
    {
        // From 0:10 to 1:20.
        var room = Room((10, 1, true), (40, 0, false), (70, 1, true), (80, 0, false));

        var same = HourScores.Of(room, [Hour(0, known: 49 * 60 + 30), Hour(1, known: 20 * 60)]);
        var other = HourScores.Of(room, [Hour(0, known: 3600), Hour(1, known: 0)]);

        Assert.Equal([30 * 60, 10 * 60], same.Hours.Select(hour => hour.TrueSeconds));
        Assert.Equal((0, 2), (other.Hours.Count, other.Skipped));
    }

    [Fact]
    public void An_hour_known_for_55_minutes_counts_as_whole_and_one_of_a_few_minutes_not_at_all()
    {
        var room = Room((4, 1, true), (60, 0, true), (69, 0, true));

        var scores = HourScores.Of(room, [Hour(0), Hour(1, known: 9 * 60)]);

        Assert.Equal([56 * 60], scores.Hours.Select(hour => hour.TrueSeconds));
        Assert.Equal((0, 0), (scores.Skipped, scores.Missing));
    }

    [Fact]
    public void Hours_that_the_agent_did_not_settle_are_missing()
    {
        var room = Room((0, 1, true), (180, 0, false));

        var scores = HourScores.Of(room, [Hour(1)]);

        Assert.Single(scores.Hours);
        Assert.Equal(2, scores.Missing);
        var sum = scores + scores;
        Assert.Equal((2, 0, 4), (sum.Hours.Count, sum.Skipped, sum.Missing));
    }

    private static OccupiedHour Hour(int number, double known = 3600) => new(Start + (number * HourMs), known, known / 2, 0, known);

    // Minute since the start of an hour, motion, truth.
    private static RecordedRoom Room(params (int Minute, double Motion, bool Occupied)[] rows) => new(
        "room",
        [new RecordedColumn("S1_PIR", ColumnKind.Motion)],
        [.. rows.Select(row => new RoomRow(Start + (row.Minute * 60_000L), [row.Motion], row.Occupied))],
        new RowRhythm(null));
}

using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Desks;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Model.Presence;

namespace OpcSpaces.Benchmarks.Tests.Truth.Simulated.Desks;

public sealed class DeskDaysTests
{
    private static readonly Span Watched = Hours(0, 72);

    [Fact]
    public void A_desk_day_is_counted_by_what_it_was_and_what_it_was_called()
    {
        var score = DeskDayScore.Of(true, DeskDayUse.Used) + DeskDayScore.Of(true, DeskDayUse.Unused) + DeskDayScore.Of(true, DeskDayUse.Undecided)
            + DeskDayScore.Of(false, DeskDayUse.Used) + DeskDayScore.Of(false, DeskDayUse.Unused);

        Assert.Equal(new DeskDayScore(Used: 3, UsedCalledUnused: 1, Unused: 2, UnusedCalledUsed: 1, Undecided: 1), score);
        Assert.Equal((100.0 / 3, 50, 20), (score.FalseUnusedPercent, score.FalseUsedPercent, score.UndecidedPercent));
    }

    [Fact]
    public void Without_settled_hours_the_readings_decide_and_unknown_time_makes_undecided()
    {
        // Truly used on the first day only; reported on the first two, and unknown for an hour of the third.
        var desk = new PlaceWeek(default, [Hours(9, 10), Hours(33, 33.4)], new ReportedStays([], [Hours(9, 9.75), Hours(33, 34)], [Hours(50, 51)]));

        Assert.Equal(new DeskDayScore(Used: 1, UsedCalledUnused: 0, Unused: 2, UnusedCalledUsed: 1, Undecided: 1), DeskDays.Score(desk, Watched));
    }

    [Fact]
    public void Settled_hours_decide_where_there_are_any()
    {
        // The readings call every day unused. Of the hours, those of the second day are doubtful, and one of the third is missing.
        var hours = Enumerable.Range(0, 71).Select(hour => new OccupiedHour(hour * 3_600_000L, 3_600, hour is 9 or 33 ? 2_400 : 0, hour == 9 ? 2_000 : 0, hour is 9 or 33 ? 3_000 : 0));
        var desk = new PlaceWeek(default, [Hours(9, 10), Hours(33, 34)], new ReportedStays([], [], [])) { Hours = [.. hours] };

        Assert.Equal(new DeskDayScore(Used: 2, UsedCalledUnused: 0, Unused: 1, UnusedCalledUsed: 0, Undecided: 2), DeskDays.Score(desk, Watched));
    }

    [Fact]
    public void The_bounds_of_a_day_are_compared_with_its_truth_where_something_is_said_of_it()
    {
        // Truly 60, 60 and 0 minutes; between 50 and 70, between 0 and 50, and nothing is expected.
        var hours = Enumerable.Range(0, 72).Select(hour => new OccupiedHour(hour * 3_600_000L, 3_600, hour is 9 or 10 or 33 ? 1_800 : 0, hour is 9 or 10 ? 1_500 : 0, hour is 9 or 10 ? 2_100 : hour == 33 ? 3_000 : 0));
        var desk = new PlaceWeek(default, [Hours(9, 10), Hours(33, 34)], new ReportedStays([], [], [])) { Hours = [.. hours] };

        Assert.Equal(50, DeskDays.CoveragePercent([desk, desk with { Hours = [] }], Watched));
        Assert.Null(DeskDays.CoveragePercent([desk with { Hours = [] }], Watched));
    }

    private static Span Hours(double from, double to) => new((long)(from * 3_600_000), (long)(to * 3_600_000));
}

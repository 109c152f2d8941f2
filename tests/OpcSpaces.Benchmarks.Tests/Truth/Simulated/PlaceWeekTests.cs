using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Tests.Truth.Simulated;

/// <summary>The intervals of a simulated place's hours.</summary>
public sealed class PlaceWeekTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void Hours_are_counted_where_something_moved_or_somebody_was_there_and_all_is_known()
    {
        // Truly 30, 0, 60, 0 and 0 minutes.
        var week = Week([Minutes(15, 45), Minutes(120, 180)],
            Hour(0, 3_600, 1_500, 1_200, 2_000), // covers 1,800
            Hour(1, 3_600, 60, 30, 120), // a movement, and 0 is not covered
            Hour(2, 3_600, 3_000, 2_400, 3_300), // 3,600 is not covered
            Hour(3, 3_600, 0, 0, 0), // nothing happened
            Hour(4, 1_800, 0, 0, 0)); // not known completely
        var score = week.ScoreHours(new RecordedMotion([Minutes(20, 21), Minutes(70, 71), Minutes(250, 251)], DelayMs: 60_000).IsWithin);

        Assert.Equal(3, score.Hours.Count);
        Assert.Equal(100.0 / 3, score.CoveragePercent, 6);
        Assert.Equal((800 + 90 + 900) / 3.0 / 60, score.WidthMinutes, 6);
    }

    [Fact]
    public void The_constant_interval_covers_as_much_and_is_cut_at_the_hour()
    {
        // The errors are 60, 300 and 600 s; two of three are covered.
        var week = Week([Minutes(0, 10), Minutes(60, 90), Minutes(120, 180)],
            Hour(0, 3_600, 660, 540, 720), Hour(1, 3_600, 2_100, 1_700, 2_400), Hour(2, 3_600, 3_000, 2_900, 3_100));
        var score = week.ScoreHours(Nothing);

        Assert.Equal(200.0 / 3, score.CoveragePercent, 6);
        Assert.Equal((600 + 600 + 600) / 3.0 / 60, score.ConstantWidthMinutes, 6);
    }

    private static bool Nothing(Span span) => false;

    private static PlaceWeek Week(IReadOnlyList<Span> truth, params OccupiedHour[] hours) => new(default, truth, new ReportedStays([], [], [])) { Hours = hours };

    private static OccupiedHour Hour(int number, double known, double expected, double low, double high) => new(number * HourMs, known, expected, low, high);

    private static Span Minutes(double from, double to) => new((long)(from * 60_000), (long)(to * 60_000));
}

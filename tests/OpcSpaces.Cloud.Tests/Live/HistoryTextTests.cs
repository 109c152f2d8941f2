using OpcSpaces.Dashboards.Live;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

public class HistoryTextTests
{
    private static readonly DateTimeOffset Through = new(2026, 5, 12, 14, 3, 0, TimeSpan.Zero);

    [Fact]
    public void A_history_that_arrives_says_date_share_and_time_left() => Assert.Equal(
        "Loading history: 12 May 2026 14:03, 41 % · 1,234,567 readings, 45,100/s · 38 s left",
        HistoryText.Of(new HistoryProgress(Through, 0.4199, 1_234_567, 45_100.4, 37.2)));

    [Fact]
    public void A_history_whose_end_is_not_in_sight_says_the_date_alone() => Assert.Equal(
        "Loading history: 12 May 2026 14:03 · 12 readings, 0/s",
        HistoryText.Of(new HistoryProgress(Through, null, 12, 0, null)));

    [Fact]
    public void The_status_line_that_tests_and_benchmarks_wait_for_is_recognised() =>
        Assert.True(StatusLine.IsLoadingHistory(HistoryText.Of(new HistoryProgress(Through, null, 12, 0, null))));
}

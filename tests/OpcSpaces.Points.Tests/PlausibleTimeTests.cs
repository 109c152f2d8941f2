namespace OpcSpaces.Points.Tests;

public sealed class PlausibleTimeTests
{
    private const long NowMs = 1_772_438_400_000; // 2026-03-02T08:00:00Z

    [Theory]
    [InlineData(PlausibleTime.EarliestMs, true)]
    [InlineData(PlausibleTime.EarliestMs - 1, false)]
    [InlineData(NowMs + PlausibleTime.LongestAheadMs, true)]
    [InlineData(NowMs + PlausibleTime.LongestAheadMs + 1, false)]
    [InlineData(0, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(long.MinValue, false)]
    public void The_bounds_are_2012_and_a_day_ahead(long ms, bool isPlausible) => Assert.Equal(isPlausible, PlausibleTime.Is(ms, NowMs));

    [Theory]
    [InlineData(NowMs, NowMs)]
    [InlineData(NowMs / 1_000, NowMs)]
    [InlineData(NowMs * 1_000, NowMs)]
    [InlineData(NowMs * 1_000_000, NowMs)]
    public void One_instant_is_read_in_every_unit(long time, long expected)
    {
        Assert.True(PlausibleTime.TryRead(time, NowMs, out var ms));
        Assert.Equal(expected, ms);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(15L * 24 * 3_600_000)]                    // a clock that has run for 15 days since 1970
    [InlineData((NowMs / 1_000) - (32L * 24 * 3_600))]    // seconds of last month
    [InlineData((NowMs - (32L * 24 * 3_600_000)) * 1_000)]
    public void What_is_recent_in_no_unit_is_no_time(long time) => Assert.False(PlausibleTime.TryRead(time, NowMs, out _));
}

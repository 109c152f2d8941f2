using Microsoft.Extensions.Time.Testing;

namespace OpcSpaces.Timing.Tests;

public class ShiftedTimeTests
{
    [Theory]
    [InlineData(90)]
    [InlineData(-172_800)]
    public void Only_the_time_of_day_is_shifted(int seconds)
    {
        var right = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero));
        var shifted = new ShiftedTime(right, TimeSpan.FromSeconds(seconds));
        var (rang, stamp) = (0, shifted.GetTimestamp());
        using var timer = shifted.CreateTimer(_ => rang++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        Assert.Equal(right.GetUtcNow().AddSeconds(seconds), shifted.GetUtcNow());
        right.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, rang);
        right.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, TimeSpan.FromSeconds(10)), (rang, shifted.GetElapsedTime(stamp)));
    }
}

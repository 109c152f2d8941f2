using Microsoft.Extensions.Time.Testing;
using OpcSpaces.FirmwareSim.Live;

namespace OpcSpaces.FirmwareSim.Tests.Live;

public class CatchUpProgressTests
{
    private static readonly DateTimeOffset Wall = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _real = new(Wall);

    [Fact]
    public void Share_and_time_left_follow_the_pace_so_far()
    {
        var past = new CatchUpProgress(Wall.AddDays(-30), _real);
        Assert.Null(past.Left(Wall.AddDays(-30)));

        _real.Advance(TimeSpan.FromSeconds(20));

        var now = Wall.AddDays(-20);
        Assert.Equal(1 / 3.0, past.Share(now), 3);
        Assert.Equal(40, past.Left(now)!.Value.TotalSeconds, 1);
        Assert.True(past.IsBehind(now));
    }

    [Fact]
    public void What_has_caught_up_with_the_wall_clock_is_no_longer_behind()
    {
        var past = new CatchUpProgress(Wall.AddDays(-1), _real);
        Assert.False(past.IsBehind(Wall.AddSeconds(-30)));
        Assert.Equal(1, past.Share(Wall.AddSeconds(1)));
    }
}

using OpcSpaces.Cloud.Live;
using OpcSpaces.Projections.Live;
using OpcSpaces.Model.Presence;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Tests.Live;

public class DeskReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_key_is_zone_and_desk_and_other_points_have_none()
    {
        Assert.Equal("Z-1/desk/7", DeskReader.KeyOf(Points.Desk("Z-1", 7, default)));
        Assert.Null(DeskReader.KeyOf(Points.Desk("Z-1", 7, default) with { Name = "meter/1/energy" }));
        Assert.Null(DeskReader.KeyOf(Points.Desk("Z-1", 7, default) with { Name = "desk/7/power" }));
    }

    [Fact]
    public void A_recently_used_desk_says_when_it_becomes_free_in_the_servers_time()
    {
        // The gateway's clock is an hour behind; its newest reading came a minute ago.
        var gateway = Points.Gateway(newest: Now.AddHours(-1).AddMinutes(-1), received: Now.AddMinutes(-1));
        var point = Points.Desk("Z", 1, SeriesValue.Of(false)) with { LastInUse = Now.AddHours(-1).AddMinutes(-5) };

        var desk = DeskReader.Read("Z/desk/1", point, gateway, Now);

        Assert.Equal(DeskState.RecentlyUsed, desk.State);
        Assert.Equal(Now.AddMinutes(10), desk.RecentUntil);
        Assert.Null(desk.Why);
    }

    [Fact]
    public void A_stale_point_is_unknown_whatever_its_last_value_was_and_says_why()
    {
        var point = Points.Desk("Z", 1, SeriesValue.Of(true)) with { IsStale = true, StaleSince = Now.AddMinutes(-3), Since = Now.AddHours(-2) };

        var away = DeskReader.Read("Z/desk/1", point, Points.Gateway(presence: GatewayPresence.Offline), Now);
        var waiting = DeskReader.Read("Z/desk/1", point, Points.Gateway(presence: GatewayPresence.Unknown), Now);

        Assert.Equal((DeskState.Unknown, Now.AddMinutes(-3), "gw-1 is away"), (away.State, away.Since, away.Why));
        Assert.Equal((DeskState.Unknown, "waiting for gw-1 to introduce itself again"), (waiting.State, waiting.Why));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void A_value_that_its_sensor_does_not_vouch_for_is_unknown(int quality)
    {
        var desk = DeskReader.Read("Z/desk/1", Points.Desk("Z", 1, SeriesValue.Of(false)) with { Quality = quality }, Points.Gateway(), Now);

        Assert.Equal(DeskState.Unknown, desk.State);
        Assert.Contains($"quality {quality}", desk.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_desk_without_a_value_is_unknown() =>
        Assert.Equal(DeskState.Unknown, DeskReader.Read("Z/desk/1", Points.Desk("Z", 1, default), Points.Gateway(), Now).State);
}

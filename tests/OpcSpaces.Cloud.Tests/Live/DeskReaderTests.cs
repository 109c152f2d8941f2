using OpcSpaces.Cloud.Live;
using OpcSpaces.Model.Presence;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Tests.Live;

public class DeskReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_the_occupancy_of_desks_is_shown_as_a_desk()
    {
        Assert.True(DeskReader.IsDesk(Points.Desk("Z-1", 7, default)));
        Assert.False(DeskReader.IsDesk(Points.Desk("Z-1", 7, default) with { Name = "meter/1/energy" }));
        Assert.False(DeskReader.IsDesk(Points.Desk("Z-1", 7, default) with { Name = "desk/7/power" }));
        Assert.False(DeskReader.IsDesk(Points.Desk("Z-1", 7, default) with { Name = "room/7/occupied" }));
    }

    [Fact]
    public void A_recently_used_desk_says_when_it_becomes_free_in_the_servers_time()
    {
        // The gateway's clock is an hour behind; its newest reading came a minute ago.
        var gateway = Points.Gateway(newest: Now.AddHours(-1).AddMinutes(-1), received: Now.AddMinutes(-1));
        var point = Points.Desk("Z", 1, PointValue.Of(false)) with { LastInUse = Now.AddHours(-1).AddMinutes(-5) };

        var desk = DeskReader.Read(point, gateway, Now);

        Assert.Equal(DeskState.RecentlyUsed, desk.State);
        Assert.Equal(Now.AddMinutes(10), desk.RecentUntil);
        Assert.Null(desk.Why);
    }

    [Fact]
    public void A_stale_point_is_unknown_whatever_its_last_value_was_and_says_why()
    {
        var point = Points.Desk("Z", 1, PointValue.Of(true)) with { IsStale = true, StaleSince = Now.AddMinutes(-3), Since = Now.AddHours(-2) };

        var offline = DeskReader.Read(point, Points.Gateway(presence: GatewayPresence.Offline), Now);
        var waiting = DeskReader.Read(point, Points.Gateway(presence: GatewayPresence.Unknown), Now);

        Assert.Equal((DeskState.Unknown, Now.AddMinutes(-3), "gw-1 is offline"), (offline.State, offline.Since, offline.Why));
        Assert.Equal((DeskState.Unknown, "waiting for gw-1 to announce itself again"), (waiting.State, waiting.Why));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void A_value_of_another_quality_than_good_is_unknown(int quality)
    {
        var desk = DeskReader.Read(Points.Desk("Z", 1, PointValue.Of(false)) with { Quality = quality }, Points.Gateway(), Now);

        Assert.Equal(DeskState.Unknown, desk.State);
        Assert.Contains($"quality {quality}", desk.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_desk_without_a_value_is_unknown() =>
        Assert.Equal(DeskState.Unknown, DeskReader.Read(Points.Desk("Z", 1, default), Points.Gateway(), Now).State);
}

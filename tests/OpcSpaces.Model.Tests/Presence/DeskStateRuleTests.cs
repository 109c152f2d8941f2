using OpcSpaces.Model.Presence;

namespace OpcSpaces.Model.Tests.Presence;

public class DeskStateRuleTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(3)]
    public void A_desk_without_a_good_value_is_unknown_whenever_it_was_used(int? minutesAgo) =>
        Assert.Equal(DeskState.Unknown, DeskStateRule.Of(null, Ago(minutesAgo)));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(600)]
    public void Somebody_there_is_occupied(int? minutesAgo) =>
        Assert.Equal(DeskState.Occupied, DeskStateRule.Of(true, Ago(minutesAgo)));

    [Fact]
    public void An_empty_desk_is_recently_used_until_fifteen_minutes_have_passed()
    {
        Assert.Equal(DeskState.RecentlyUsed, DeskStateRule.Of(false, TimeSpan.Zero));
        Assert.Equal(DeskState.RecentlyUsed, DeskStateRule.Of(false, DeskStateRule.RecentUse - TimeSpan.FromTicks(1)));
        Assert.Equal(DeskState.Free, DeskStateRule.Of(false, DeskStateRule.RecentUse));
    }

    [Fact]
    public void An_empty_desk_whose_last_use_nobody_saw_is_free() =>
        Assert.Equal(DeskState.Free, DeskStateRule.Of(false, null));

    private static TimeSpan? Ago(int? minutes) => minutes is { } m ? TimeSpan.FromMinutes(m) : null;
}

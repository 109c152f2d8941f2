using OpcSpaces.Model.Places;

namespace OpcSpaces.Model.Tests.Places;

public class KeyTests
{
    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        Assert.Equal(new GatewayKey("hub", "gw-07"), GatewayKey.Parse("hub/gw-07"));
        Assert.Equal(new ZoneKey("hub", "3F-A02"), ZoneKey.Parse("hub/3F-A02"));
        Assert.Equal(new PointKey("hub", "3F-A02", "desk/17"), PointKey.Parse("hub/3F-A02/desk/17"));
        Assert.Equal("hub/gw-07", new GatewayKey("hub", "gw-07").ToString());
        Assert.Equal("hub/3F-A02", new ZoneKey("hub", "3F-A02").ToString());
        Assert.Equal("hub/3F-A02/desk/17", new ZoneKey("hub", "3F-A02").Point("desk/17").ToString());
    }

    [Fact]
    public void What_a_gateway_measures_outside_of_every_zone_has_an_empty_zone()
    {
        var key = new PointKey("hub", "", "env/1");
        Assert.Equal(key, PointKey.Parse(key.ToString()));
        Assert.Equal(new ZoneKey("hub", ""), ZoneKey.Parse("hub/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hub")]
    [InlineData("hub/")]
    [InlineData("/gw-07")]
    [InlineData("hub/gw-07/more")]
    public void A_text_that_is_no_gateways_key_is_refused_with_the_form_that_it_should_have(string text)
    {
        var refused = Assert.Throws<FormatException>(() => GatewayKey.Parse(text));
        Assert.Contains("community/gateway", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("/zone")]
    [InlineData("hub/zone/point")]
    public void A_text_that_is_no_zones_key_is_refused(string text) => Assert.Throws<FormatException>(() => ZoneKey.Parse(text));

    [Theory]
    [InlineData("hub/zone")]
    [InlineData("hub/zone/")]
    [InlineData("/zone/desk/1")]
    public void A_text_that_is_no_points_key_is_refused(string text) => Assert.Throws<FormatException>(() => PointKey.Parse(text));

    [Fact]
    public void Equal_zones_and_points_of_two_communities_are_different_keys() =>
        Assert.NotEqual(new ZoneKey("a", "Z").Point("desk/1"), new ZoneKey("b", "Z").Point("desk/1"));
}

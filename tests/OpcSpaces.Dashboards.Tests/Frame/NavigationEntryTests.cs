using System.Reflection;
using Microsoft.AspNetCore.Components;
using OpcSpaces.Dashboards.Access;
using OpcSpaces.Dashboards.Frame;
using OpcSpaces.Dashboards.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Dashboards.Tests.Frame;

public class NavigationEntryTests
{
    private static readonly ShownCommunity Hub = new("hub a", "Hub", "nanshan", "Asia/Shanghai", true);

    [Fact]
    public void An_entry_is_shown_to_whoever_may_open_its_page()
    {
        Assert.Equal("accounts", AddressFor("People", Grant.Administrator));
        Assert.Null(AddressFor("People", Grant.FacilityManager("hub a")));
        Assert.Equal("floors", AddressFor("Floors", Grant.City));
    }

    [Fact]
    public void An_entry_of_a_community_names_it_and_is_missing_without_one()
    {
        Assert.Equal("privacy/hub%20a", AddressFor("Privacy", Grant.City));
        Assert.Null(Entry("Privacy").AddressFor(new Here(new Caller("eva", "Eva", [Grant.City]), [], null)));
    }

    [Fact]
    public void An_entry_without_a_page_is_not_shown()
    {
        var routes = typeof(SignInPage).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToHashSet();
        foreach (var entry in NavigationEntry.All) Assert.Equal(routes.Contains(entry.Route), AddressFor(entry.Key, Grant.Administrator) is not null);
    }

    [Fact]
    public void Every_entry_has_an_icon_and_every_page_says_who_may_open_it()
    {
        Assert.All(NavigationEntry.All, entry => Assert.True(Icon.Exists(entry.Key), entry.Key));
        Assert.All(typeof(SignInPage).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute))), page => Assert.NotNull(page.GetCustomAttribute<PageRightsAttribute>()));
    }

    private static NavigationEntry Entry(string key) => NavigationEntry.All.Single(entry => entry.Key == key);

    private static string? AddressFor(string key, params Grant[] grants) => Entry(key).AddressFor(new Here(new Caller("eva", "Eva", grants), [Hub], Hub));
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Cloud.Tests.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Cloud.Tests.Privacy;

/// <summary>The public notice, and the labels for desks.</summary>
public sealed class NoticePageTests : IAsyncLifetime
{
    private TwoCommunities _site = null!;

    public async Task InitializeAsync() => _site = await TwoCommunities.StartAsync(adjust: options =>
    {
        (options.Privacy.RawDays, options.Privacy.RawHeldDays, options.Privacy.PersonalDays, options.Privacy.SeriesDays, options.Privacy.UsageYears, options.Privacy.Contact) = (21, 11, 14, 123, 7, "privacy <hub>");
        options.Access.PublicUrl = "https://spaces.example.org";
    });

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Everybody_reads_in_two_languages_what_is_kept_how_long_and_whom_to_ask()
    {
        using var answer = await (await _site.AsAsync("nobody")).GetAsync("/privacy/hub-a");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        var text = WebUtility.HtmlDecode(html);
        foreach (var part in (string[])["没有摄像头", "no camera", "收到后 21 天", "最长 32 天", "as they came: 21 days", "32 days at most", "doors: 14 days", "meters and air: 123 days", "电表和环境的时间序列：123 天", "are not deleted", "不删除", "look after sensors", "维护传感器", "which desks are free now", "哪些工位空闲", "7 whole years", "fewer than 5 people", "Hub A", "privacy <hub>", "尚未填写", "aria-label=\"https://spaces.example.org/privacy/hub-a\""])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Contains("privacy &lt;hub&gt;", html, StringComparison.Ordinal);
        // Nothing that the content security policy would refuse.
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        using var missing = await (await _site.AsAsync("nobody")).GetAsync("/privacy/hub-x");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task It_says_that_figures_of_desks_are_off_and_so_does_the_label()
    {
        var store = _site.Cloud.Services.GetRequiredService<RegistryStore>();
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("test", "off")
        {
            Put =
            [
                new CommunityFacts("hub-b", "Hub B", "futian", "Asia/Shanghai", DeskFigures: false),
                new Floor("hub-b", "f1", "1 楼", 1, 20, 10), new Zone("hub-b", "z1", "f1", "z1", ZoneKind.OpenArea), new Desk("hub-b", "z1", "desk/1", 5, 5, 0, Tags.None),
            ],
        }));
        var nobody = await _site.AsAsync("nobody");
        var (on, off) = (WebUtility.HtmlDecode(await nobody.GetStringAsync("/privacy/hub-a")), WebUtility.HtmlDecode(await nobody.GetStringAsync("/privacy/hub-b")));
        foreach (var part in (string[])["已关闭单个工位的数据", "switched figures of single desks off"])
        {
            Assert.Contains(part, off, StringComparison.Ordinal);
            Assert.DoesNotContain(part, on, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("The operator sees desks", off, StringComparison.Ordinal);
        var label = WebUtility.HtmlDecode(await (await _site.AsAsync("administrator")).GetStringAsync("/privacy/hub-b/labels/f1"));
        Assert.Contains("Nobody sees figures of a single desk.", label, StringComparison.Ordinal);
        Assert.Contains("没有人能看到单个工位的数据", label, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_desk_of_a_floor_has_a_label_with_its_number_in_the_order_of_the_floor()
    {
        Assert.IsType<Committed>(_site.Cloud.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("test", "desks")
        {
            Put =
            [
                new Floor("hub-a", "f1", "1 楼", 1, 20, 10), new Floor("hub-a", "f2", "2 楼", 2, 20, 10),
                new Zone("hub-a", "z1", "f1", "共享 <1>", ZoneKind.OpenArea), new Zone("hub-a", "z2", "f2", "other", ZoneKind.OpenArea),
                new Desk("hub-a", "z1", "desk/10", 5, 5, 0, Tags.None), new Desk("hub-a", "z1", "desk/2", 3, 5, 0, Tags.None, Number: "1-002"), new Desk("hub-a", "z2", "desk/1", 3, 5, 0, Tags.None, Number: "2-001"),
            ],
        }));
        using var answer = await (await _site.AsAsync("facilityManager")).GetAsync("/privacy/hub-a/labels/f1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(2, html.Split("<article").Length - 1);
        var (first, second) = (html.IndexOf("<h1>1-002</h1>", StringComparison.Ordinal), html.IndexOf("<h1>desk/10</h1>", StringComparison.Ordinal));
        Assert.True(first > 0 && second > first, $"{first}, {second}");
        Assert.Contains("共享 <1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("2-001", html, StringComparison.Ordinal);
        using var none = await (await _site.AsAsync("facilityManager")).GetAsync("/privacy/hub-a/labels/f9");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}

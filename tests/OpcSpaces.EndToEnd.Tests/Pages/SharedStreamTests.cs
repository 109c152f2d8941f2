using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>A browser has six connections to a server, and a proxy may hold a stream back: the page lives with both.</summary>
public sealed class SharedStreamTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    private FaultBench _bench = null!;
    private RestlessGateway _gateway = null!;
    private IBrowserContext _browser = null!;

    public async Task InitializeAsync()
    {
        _bench = await FaultBench.StartAsync();
        _gateway = await _bench.AddGatewayAsync("gw-01", desks: 4);
        _browser = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ExtraHTTPHeaders = _bench.Cloud.Headers });
        _browser.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Ten_tabs_of_one_floor_are_all_live()
    {
        var tabs = new List<IPage>();
        for (var i = 0; i < 10; i++)
            tabs.Add(await OpenAsync());
        foreach (var tab in tabs)
            await LiveAsync(tab);

        _gateway.Pins.Set(1, high: true);
        foreach (var tab in tabs)
            await ShowsAsync(tab, 1, "occupied");
    }

    [Fact]
    public async Task When_the_tab_that_reads_the_stream_is_closed_another_reads_it()
    {
        var (first, second, third) = (await OpenAsync(), await OpenAsync(), await OpenAsync());
        foreach (var tab in (IPage[])[first, second, third])
            await LiveAsync(tab);
        await first.CloseAsync();

        _gateway.Pins.Set(2, high: true);
        await ShowsAsync(second, 2, "occupied");
        await ShowsAsync(third, 2, "occupied");
        await second.CloseAsync();
        _gateway.Pins.Set(2, high: false);
        await ShowsAsync(third, 2, "recent");
    }

    [Fact]
    public async Task A_tab_that_nobody_sees_has_no_stream_and_is_veiled_until_it_is_confirmed_again()
    {
        var (seen, hidden) = (await OpenAsync(), await OpenAsync());
        await LiveAsync(hidden);
        await SetVisibilityAsync(hidden, "hidden");
        await Expect(hidden.Locator("[data-link-text]")).ToHaveTextAsync("paused");
        await Expect(hidden.Locator("[data-veil]")).ToBeVisibleAsync();

        _gateway.Pins.Set(3, high: true);
        await ShowsAsync(seen, 3, "occupied");
        await SetVisibilityAsync(hidden, "visible");
        await LiveAsync(hidden);
        await ShowsAsync(hidden, 3, "occupied");
        await Expect(hidden.Locator("[data-veil]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Behind_a_proxy_that_holds_the_stream_back_nothing_is_shown_as_true_and_the_page_says_why()
    {
        var page = await _browser.NewPageAsync();
        await page.RouteAsync("**/api/v1/live*", _ => Task.CompletedTask); // no answer, ever
        await page.GotoAsync(_bench.Cloud.Address.ToString());

        await Expect(page.Locator("[data-veil]")).ToBeVisibleAsync();
        var fill = await Desk(page, 1).Locator(".desktop").EvaluateAsync<string>("desk => getComputedStyle(desk).fill");
        Assert.Contains("hatch", fill, StringComparison.Ordinal);
        await Expect(page.Locator("[data-link-text]")).ToHaveTextAsync("no live data came: a proxy may hold it back, or too many windows of this site are open");
        await Expect(page.Locator("[data-veil]")).ToContainTextAsync("out of date and is not shown");

        await page.UnrouteAsync("**/api/v1/live*");
        await page.ReloadAsync();
        await LiveAsync(page);
        await Expect(page.Locator("[data-veil]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_stream_that_was_answered_with_an_error_is_tried_again()
    {
        var page = await _browser.NewPageAsync();
        var answers = 0;
        await page.RouteAsync("**/api/v1/live*", route => answers++ < 2
            ? route.FulfillAsync(new RouteFulfillOptions { Status = 502, Body = "Bad Gateway" })
            : route.ContinueAsync());
        await page.GotoAsync(_bench.Cloud.Address.ToString());
        await LiveAsync(page);
        Assert.True(answers > 2);
    }

    [Fact]
    public async Task A_proxy_that_keeps_an_old_page_makes_it_reload_once_and_the_page_says_why()
    {
        var page = await _browser.NewPageAsync();
        var loads = 0;
        await page.RouteAsync(new Regex("/$"), async route =>
        {
            loads++;
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = Regex.Replace(await answer.TextAsync(), "data-plan=\"[^\"]*\"", "data-plan=\"old\"") });
        });
        await page.GotoAsync(_bench.Cloud.Address.ToString());

        await Expect(page.Locator("[data-link-text]")).ToHaveTextAsync("this page is an old copy: a proxy may keep it");
        await Expect(page.Locator("[data-veil]")).ToBeVisibleAsync();
        _gateway.Pins.Set(1, high: true); // a change does not confirm the old plan
        await Expect(page.Locator("[data-link='live']")).ToHaveCountAsync(0);
        Assert.Equal(2, loads);
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await _browser.NewPageAsync();
        await page.GotoAsync(_bench.Cloud.Address.ToString());
        return page;
    }

    private static Task LiveAsync(IPage page) => Expect(page.Locator("[data-link='live']")).ToBeVisibleAsync();

    private ILocator Desk(IPage page, int number) => page.Locator($"[data-desk='{_gateway.Desk(number)}']");

    private Task ShowsAsync(IPage page, int desk, string state) => Expect(Desk(page, desk)).ToHaveClassAsync(new Regex($@"\bs-{state}\b"));

    private static async Task SetVisibilityAsync(IPage page, string state) => await page.EvaluateAsync(
        "state => { Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state }); document.dispatchEvent(new Event('visibilitychange')); }",
        state);
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>Two communities whose gateways, zones and desks have equal ids, in a browser.</summary>
public sealed class TwoCommunitiesPageTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    private FaultBench _bench = null!;
    private RestlessGateway _here = null!;
    private RestlessGateway _there = null!;

    public async Task InitializeAsync()
    {
        _bench = await FaultBench.StartAsync();
        _here = await _bench.AddGatewayAsync("gw-01", desks: 2, adjust: config => config with { Group = "east" });
        _there = await _bench.AddGatewayAsync("gw-01", desks: 2, adjust: config => config with { Group = "west" });
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task Each_page_shows_its_own_desks_and_gateways_only()
    {
        var (east, west) = (await OpenAsync("east"), await OpenAsync("west"));
        await Expect(east.Locator("nav[aria-label='Communities'] a")).ToHaveTextAsync(["east", "west"]);

        _here.Pins.Set(1, high: true);
        await ShowsAsync(east, _here.Desk(1), "occupied");
        _there.Pins.Set(2, high: true);
        await ShowsAsync(west, _there.Desk(2), "occupied");

        await ShowsAsync(east, _here.Desk(2), "free");
        await ShowsAsync(west, _there.Desk(1), "free");
        foreach (var page in (IPage[])[east, west])
        {
            await Expect(page.Locator("[data-desk]")).ToHaveCountAsync(2);
            await Expect(page.Locator(".headline [data-count='occupied']")).ToHaveTextAsync("1");
            await Expect(page.Locator("[data-gateways] li")).ToHaveCountAsync(1);
        }

        await _there.StopAsync();
        await Expect(west.Locator("[data-gateways] .offline")).ToHaveCountAsync(1);
        await Expect(east.Locator("[data-gateways] .online")).ToHaveCountAsync(1);
        await ShowsAsync(east, _here.Desk(1), "occupied");
        await east.CloseAsync();
        await west.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string community)
    {
        var page = await chromium.OpenPageAsync(_bench.Cloud);
        await page.GotoAsync(new Uri(_bench.Cloud.Address, $"communities/{community}/floors/all").ToString());
        await Expect(page.Locator("[data-link='live']")).ToBeVisibleAsync();
        return page;
    }

    private static Task ShowsAsync(IPage page, string desk, string state) =>
        Expect(page.Locator($"[data-desk='{desk}']")).ToHaveClassAsync(new Regex($@"\bs-{state}\b"));
}

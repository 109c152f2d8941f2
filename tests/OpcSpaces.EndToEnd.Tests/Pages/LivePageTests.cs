using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

public sealed class LivePageTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private FaultBench _bench = null!;
    private RestlessGateway _gateway = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _bench = await FaultBench.StartAsync();
        _gateway = await _bench.AddGatewayAsync("gw-01", desks: 4);
        _page = await chromium.OpenPageAsync(_bench.Cloud);
        _page.Console += (_, message) => { if (message.Type == "error") _complaints.Add(message.Text); };
        _page.PageError += (_, error) => _complaints.Add(error);
    }

    public async Task DisposeAsync()
    {
        await _page.CloseAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_desk_changes_its_colour_after_a_pin_change_without_a_reload()
    {
        await OpenAsync();
        await ShowsAsync(1, "free");
        await _page.EvaluateAsync("window.sameDocument = true");

        _gateway.Pins.Set(1, high: true);
        await ShowsAsync(1, "occupied");
        await Expect(_page.Locator(".headline [data-count='occupied']")).ToHaveTextAsync("1");
        await Expect(_page.Locator("[data-zone='opc-test/Z-gw-01']")).ToHaveTextAsync("1/4");
        await Expect(_page.Locator("[data-gateways] .online .state")).ToHaveTextAsync("up to date");
        await Desk(1).HoverAsync();
        await Expect(_page.Locator("[data-tip]")).ToContainTextAsync("Occupied since");

        _gateway.Pins.Set(1, high: false);
        await ShowsAsync(1, "recent");
        await Expect(_page.Locator(".legend [data-count='recent']")).ToHaveTextAsync("1");
        Assert.True(await _page.EvaluateAsync<bool>("window.sameDocument"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_gateway_that_left_makes_its_desks_unknown_and_says_why()
    {
        await OpenAsync();
        _gateway.Pins.Set(2, high: true);
        await ShowsAsync(2, "occupied");

        await _gateway.StopAsync();

        for (var desk = 1; desk <= 4; desk++) await ShowsAsync(desk, "unknown");
        await Expect(_page.Locator("[data-zone='opc-test/Z-gw-01']")).ToHaveTextAsync("unknown");
        await Desk(2).HoverAsync();
        await Expect(_page.Locator("[data-tip]")).ToContainTextAsync("gw-01 is offline");
        await Expect(_page.Locator("[data-gateways] .offline .id")).ToHaveTextAsync("gw-01");
    }

    [Fact]
    public async Task Without_a_connection_the_page_shows_nothing_as_true()
    {
        await OpenAsync();
        await ShowsAsync(1, "free");

        _bench.Cloud.Kill();

        await Expect(_page.Locator("[data-veil]")).ToBeVisibleAsync();
        var fill = await Desk(1).Locator(".desktop").EvaluateAsync<string>("desk => getComputedStyle(desk).fill");
        Assert.Contains("hatch", fill, StringComparison.Ordinal);

        await _bench.Cloud.RestartAsync();
        await Expect(_page.Locator("[data-veil]")).ToBeHiddenAsync();
        await ShowsAsync(1, "free");
    }

    private async Task OpenAsync()
    {
        await _page.GotoAsync(_bench.Cloud.Address.ToString());
        await Expect(_page.Locator("[data-link='live']")).ToBeVisibleAsync();
    }

    private ILocator Desk(int number) => _page.Locator($"[data-desk='{_gateway.Desk(number)}']");

    private Task ShowsAsync(int desk, string state) =>
        Expect(Desk(desk)).ToHaveClassAsync(new Regex($@"\bs-{state}\b"));
}

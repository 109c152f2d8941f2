using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Influx;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>A fault that a person has to fix is on the page, with what to do.</summary>
public sealed class TroublePageTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    private InfluxServer _influx = null!;
    private FaultyFront _front = null!;
    private FaultBench _bench = null!;
    private RestlessGateway _gateway = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _influx = await InfluxServer.StartAsync();
        _front = await FaultyFront.StartAsync(_influx.Url, "desk/0");
        _front.Mode = FrontMode.Unauthorized;
        _bench = await FaultBench.StartAsync(cloudArguments: ["--influx", $"{_front.Url}?db=opcspaces"]);
        _gateway = await _bench.AddGatewayAsync("gw-01", desks: 4);
        _page = await chromium.OpenPageAsync(_bench.Cloud);
    }

    public async Task DisposeAsync()
    {
        await _page.CloseAsync();
        await _bench.DisposeAsync();
        await _front.DisposeAsync();
        await _influx.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_InfluxDB_does_not_take_is_said_on_the_page_until_it_does()
    {
        await Eventually.ThatAsync(() => _front.Asked(FrontMode.Unauthorized) > 0, Eventually.Patience, "InfluxDB to be asked");
        await _page.GotoAsync(_bench.Cloud.Address.ToString());
        var troubles = _page.Locator("[data-troubles]");
        await Expect(troubles).ToBeVisibleAsync();
        await Expect(troubles).ToContainTextAsync("InfluxDB does not accept readings");
        await Expect(troubles).ToContainTextAsync("Since ");
        await Expect(troubles).ToContainTextAsync("HTTP 401");
        await Expect(troubles).ToContainTextAsync("--influx-token-file");
        await Expect(troubles.Locator("p")).ToHaveCountAsync(1);

        _gateway.Pins.Set(1, high: true);
        await Expect(_page.Locator($"[data-desk='{_gateway.Desk(1)}']")).ToHaveClassAsync(new Regex(@"\bs-occupied\b"));
        await Expect(troubles).ToBeVisibleAsync();

        _front.Mode = FrontMode.Pass;
        await Expect(troubles).ToBeHiddenAsync();
    }
}

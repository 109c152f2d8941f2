using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpcSpaces.EndToEnd.Tests.Faults.Influx;
using OpcSpaces.EndToEnd.Tests.Gateways;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>What stands still until somebody mends it is on the page, with what to do.</summary>
public sealed class TroublePageTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new("cloud");
    private MosquittoBroker _broker = null!;
    private InfluxServer _influx = null!;
    private FaultyFront _front = null!;
    private CloudServer _cloud = null!;
    private HandDrivenGateway _gateway = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoBroker.StartAsync();
        _influx = await InfluxServer.StartAsync();
        _front = await FaultyFront.StartAsync(_influx.Url, "desk/0");
        _front.Mode = FrontMode.Unauthorized;
        _cloud = await CloudServer.StartAsync(_data.FullPath, $"{_broker.Host}:{_broker.Port}", ["--influx", $"{_front.Url}?db=opcspaces"]);
        _gateway = new HandDrivenGateway("gw-01", "Z-1", desks: 4, _broker.Host, _broker.Port);
        _page = await chromium.OpenPageAsync();
    }

    public async Task DisposeAsync()
    {
        await _page.CloseAsync();
        await _gateway.DisposeAsync();
        await _cloud.DisposeAsync();
        await _front.DisposeAsync();
        await _influx.DisposeAsync();
        await _broker.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task A_token_that_InfluxDB_does_not_take_is_said_on_the_page_until_it_does()
    {
        await Eventually.ThatAsync(() => _gateway.Health is { Connected: true, Committed: > 0 }, Eventually.Patience, "the gateway's first batch to be committed");
        await Eventually.ThatAsync(() => _front.Asked(FrontMode.Unauthorized) > 0, Eventually.Patience, "InfluxDB to be asked");
        await _page.GotoAsync(_cloud.Address.ToString());
        var troubles = _page.Locator("[data-troubles]");
        await Expect(troubles).ToBeVisibleAsync();
        await Expect(troubles).ToContainTextAsync("InfluxDB takes no readings");
        await Expect(troubles).ToContainTextAsync("Since ");
        await Expect(troubles).ToContainTextAsync("HTTP 401");
        await Expect(troubles).ToContainTextAsync("--influx-token-file");
        await Expect(troubles.Locator("p")).ToHaveCountAsync(1);

        _gateway.Pins.Set(1, high: true);
        await Expect(_page.Locator("[data-desk='Z-1/desk/1']")).ToHaveClassAsync(new Regex(@"\bs-occupied\b"));
        await Expect(troubles).ToBeVisibleAsync();

        _front.Mode = FrontMode.Pass;
        await Expect(troubles).ToBeHiddenAsync(new() { Timeout = (float)Eventually.Patience.TotalMilliseconds });
    }
}

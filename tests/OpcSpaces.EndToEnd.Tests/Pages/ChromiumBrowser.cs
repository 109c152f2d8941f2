using Microsoft.Playwright;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>Debian's Chromium under Playwright, one for all page tests.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private static readonly float PatienceMs = (float)Eventually.Patience.TotalMilliseconds;
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>An empty page. Whatever a test waits for on it has <see cref="Eventually.Patience"/>.</summary>
    /// <param name="cloud">Where the page is administrator; null for a page that has not signed in anywhere.</param>
    public async Task<IPage> OpenPageAsync(CloudServer? cloud = null)
    {
        var page = await Browser.NewPageAsync(new BrowserNewPageOptions { ExtraHTTPHeaders = cloud?.Headers });
        page.SetDefaultTimeout(PatienceMs);
        return page;
    }

    public async Task InitializeAsync()
    {
        var path = Array.Find(Paths, File.Exists) ?? throw new FileNotFoundException("Chromium is missing: apt-get install chromium");
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Timeout = PatienceMs,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

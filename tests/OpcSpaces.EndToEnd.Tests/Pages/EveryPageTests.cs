using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using OpcSpaces.Dashboards.Access;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>A cloud with the sample community.</summary>
public sealed class SampleCloud : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new("pages");

    public CloudServer Cloud { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var data = _directory.File("cloud");
        await using (var import = ServerProcess.Start(
            "dotnet", [ProductBinary.Find("cloud", "OpcSpaces.Cloud"), "registry", "import", Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.CommunityFolders", "sample"), "--data", data, "--who", "test", "--why", "sample"]))
        {
            await Eventually.ThatAsync(() => import.HasExited, Eventually.Patience, "the import to end", () => import.Log);
        }

        Cloud = await CloudServer.StartAsync(data, broker: null);
    }

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        _directory.Dispose();
    }
}

/// <summary>
/// Every page that has a route, as it is in a browser: in both languages, on a phone and on a laptop, light and dark. A new page is in it by itself. The pictures are in
/// <c>TestResults/pictures</c>.
/// </summary>
public sealed partial class EveryPageTests(ChromiumBrowser chromium, SampleCloud sample) : IClassFixture<ChromiumBrowser>, IClassFixture<SampleCloud>
{
    // What stands for the parameters of routes.
    private static readonly Dictionary<string, string> Values = new(StringComparer.OrdinalIgnoreCase) { ["community"] = "hub", ["CommunityId"] = "hub", ["floor"] = "f3", ["FloorId"] = "f3", ["alarm"] = "none" };

    // A link that works once needs its secret; without it, the page says that it does not work.
    private static readonly Dictionary<string, int> Refused = new() { ["/sign-in/link"] = 410 };

    private static readonly string Pictures = Path.Combine(ProductBinary.RepositoryRoot, "TestResults", "pictures");

    private static IReadOnlyList<string> Routes { get; } =
        [.. typeof(SignInPage).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Order(StringComparer.Ordinal)];

    /// <summary>Each pair of language, size and colours once, which is half of all combinations.</summary>
    [Theory]
    [InlineData("en", "laptop", "light")]
    [InlineData("zh-CN", "phone", "light")]
    [InlineData("zh-CN", "laptop", "dark")]
    [InlineData("en", "phone", "dark")]
    public async Task Every_page_is_whole(string language, string size, string colours)
    {
        Directory.CreateDirectory(Pictures);
        await using var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = size == "phone" ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1366, Height = 768 },
            ColorScheme = colours == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = sample.Cloud.Headers,
        });
        context.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        var faults = new List<string>();
        foreach (var route in Routes)
        {
            var page = await context.NewPageAsync();
            faults.AddRange((await FaultsOfAsync(page, route, language)).Select(fault => $"{route}: {fault}"));
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{NameOf(route)}.{language}.{size}.{colours}.png") });
            await page.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_choice_of_language_and_colours_is_kept_and_leads_back()
    {
        await using var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = "en", ExtraHTTPHeaders = sample.Cloud.Headers });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(sample.Cloud.Address, "accounts").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "账号", Exact = true, Level = 1 })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "浅色" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "深色" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Equal("accounts", new Uri(page.Url).AbsolutePath.Trim('/'));
        Assert.Equal("rgb(14, 19, 34)", await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
    }

    private async Task<IReadOnlyList<string>> FaultsOfAsync(IPage page, string route, string language)
    {
        var faults = new List<string>();
        var status = Refused.GetValueOrDefault(route, 200);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !(status != 200 && message.Text.Contains(status.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))) faults.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => faults.Add($"script: {error}");
        var answer = await page.GotoAsync(new Uri(sample.Cloud.Address, PathOf(route)).ToString());
        if (answer!.Status != status) faults.Add($"answered {answer.Status}");
        // Islands have their connection, and live pages their data, before they are judged.
        if (await page.Locator("[data-link]").CountAsync() > 0) await Assertions.Expect(page.Locator("[data-link='live']")).ToBeVisibleAsync();
        if (await page.Locator("html").GetAttributeAsync("lang") is var tag && tag != language) faults.Add($"lang is {tag}");
        if (await page.TitleAsync() is not { Length: > 0 }) faults.Add("has no title");
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over) faults.Add($"is {over} px too wide");
        faults.AddRange(Key().Matches(await page.Locator("body").InnerTextAsync()).Select(key => $"untranslated: {key.Value}"));
        var axe = await page.RunAxe();
        faults.AddRange(
            from violation in axe.Violations
            where violation.Impact is "serious" or "critical"
            select $"axe {violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
        return faults;
    }

    private static string PathOf(string route) => Parameter().Replace(route, parameter =>
        Values.TryGetValue(parameter.Groups[1].Value, out var value) ? value : throw new InvalidOperationException($"Say in {nameof(Values)} what stands for {parameter.Value} of {route}."));

    private static string NameOf(string route) => route == "/" ? "first" : PathOf(route).Trim('/').Replace('/', '-');

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    // As the keys of resource files look, which stand where a text is missing.
    [GeneratedRegex(@"\b[A-Z][A-Za-z]+_[A-Za-z_]+\b")]
    private static partial Regex Key();
}

using Microsoft.Playwright;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>The page that shows the description of the API, in a browser.</summary>
public sealed class DescriptionPageTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task It_shows_the_operations_to_everybody_runs_its_script_and_asks_no_other_host()
    {
        using var directory = new TemporaryDirectory("docs");
        await using var cloud = await CloudServer.StartAsync(directory.File("cloud"), broker: null);
        var page = await chromium.OpenPageAsync();
        var (refused, foreign) = (new List<string>(), new List<string>());
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("script-src", StringComparison.Ordinal) || message.Text.Contains("connect-src", StringComparison.Ordinal)) refused.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } asked && asked.Authority != cloud.Address.Authority) foreign.Add(request.Url);
        };
        await page.GotoAsync(new Uri(cloud.Address, "api/v1/docs").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "OpcSpaces" }).First).ToBeVisibleAsync();
        await Expect(page.GetByText("Sign in by password").First).ToBeVisibleAsync();
        Assert.Empty(refused);
        Assert.Empty(foreign);
        await page.CloseAsync();
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Pages;

/// <summary>A person with a real browser and its virtual authenticator: link, password, passkey, and the content security policy of the pages.</summary>
public sealed class PasskeyTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task A_person_chooses_a_password_adds_a_passkey_and_signs_in_with_it()
    {
        using var data = new TemporaryDirectory("passkey");
        await using var cloud = await CloudServer.StartAsync(data.FullPath, broker: null);
        using var administrator = await CloudSignIn.AsPersonAsync(cloud.Address);
        using var made = await administrator.PostAsJsonAsync("api/v1/accounts", new { id = "wang", name = "王", grants = (string[])["city"] });
        var link = new UriBuilder((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!) { Host = "localhost" }.Uri;
        var complaints = new List<string>();
        var page = await chromium.OpenPageAsync();
        page.Console += (_, message) => { if (message.Type == "error") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        await AddAuthenticatorAsync(page);

        await page.GotoAsync(link.ToString());
        await page.GetByLabel("Password").FillAsync("three quiet herons");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "王" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "王" }).ClickAsync();
        await page.GetByLabel("Name of this device").FillAsync("laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey laptop" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "王" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}

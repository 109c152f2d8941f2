using System.Text.Json;
using Microsoft.Playwright;
using OpcSpaces.EndToEnd.Tests.Pages;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>People of an issuer of OpenID Connect that others wrote (npm oidc-provider) sign in with a real browser.</summary>
public sealed class OpenIdTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    private const string Secret = "a-secret-that-only-the-two-know";

    [Fact]
    public async Task A_person_of_the_issuer_signs_in_and_has_the_roles_of_its_groups_until_it_is_revoked()
    {
        using var data = new TemporaryDirectory("openid");
        var (port, issuerPort) = (FreePort.Next(), FreePort.Next());
        await using var issuer = NodePeer.Start("issuer.mjs", $"{issuerPort}", $"http://127.0.0.1:{port}/sign-in/openid/callback", Secret);
        await issuer.WaitForAsync(line => line.TryGetProperty("listens", out _), "the issuer to listen");
        await File.WriteAllTextAsync(data.File("secret"), Secret + "\n");
        await File.WriteAllTextAsync(data.File("cloud.jsonc"), $$"""
            { "access": { "openId": {
              "issuer": "http://127.0.0.1:{{issuerPort}}", "clientId": "opcspaces", "secretFile": "{{data.File("secret")}}", "label": "the directory",
              "roles": [{ "value": "hub-facility", "grants": ["facilityManager:hub", "city"] }]
            } } }
            """);
        await using var cloud = await CloudServer.StartAsync(port, data.File("data"), broker: null, "--settings", data.File("cloud.jsonc"));

        var page = await SignInAsync(cloud, "wang");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "wang of the directory" })).ToBeVisibleAsync();
        var me = await MeAsync(page);
        Assert.Equal("wang", me.GetProperty("id").GetString());
        Assert.Equal(["city", "facilityManager:hub"], me.GetProperty("grants").EnumerateArray().Select(grant => grant.GetString()));

        // The name of the administrator of this cloud belongs to the account that had it first.
        var other = await SignInAsync(cloud, "test");
        await Expect(other.GetByRole(AriaRole.Link, new() { Name = "test of the directory" })).ToBeVisibleAsync();
        me = await MeAsync(other);
        Assert.StartsWith("openid-", me.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Empty(me.GetProperty("grants").EnumerateArray());

        using var administrator = await CloudSignIn.AsPersonAsync(cloud.Address);
        using var revoked = await administrator.DeleteAsync("api/v1/accounts/wang");
        Assert.True(revoked.IsSuccessStatusCode);
        var again = await SignInAsync(cloud, "wang");
        await Expect(again.GetByRole(AriaRole.Alert)).ToContainTextAsync("The sign-in with the directory did not succeed");
        Assert.DoesNotContain(Secret, cloud.Log, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> MeAsync(IPage page) => (await page.EvaluateAsync("async () => (await fetch('/api/v1/me')).json()"))!.Value;

    private async Task<IPage> SignInAsync(CloudServer cloud, string person)
    {
        var page = await chromium.OpenPageAsync();
        await page.GotoAsync(new Uri(cloud.Address, "account").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with the directory" }).ClickAsync();
        await page.Locator("input[name=login]").FillAsync(person);
        await page.Locator("input[name=password]").FillAsync("anything");
        await page.Locator("button[type=submit]").ClickAsync();
        // The consent.
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).Port == cloud.Address.Port);
        return page;
    }
}

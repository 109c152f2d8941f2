using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpcSpaces.Access.Logging;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>What strangers and stolen keys do not reach.</summary>
public sealed class HostileTests
{
    [Fact]
    public async Task Strangers_with_passkeys_of_nobody_fill_no_log_and_have_to_wait()
    {
        await using var site = await TwoCommunities.StartAsync(adjust: options => options.Access.WrongPasswordsPerAddress = 5);
        await SignedIn.SessionAsync(site.Cloud);
        using var browser = new Browser(site);
        var log = site.Cloud.Services.GetRequiredService<AccessLog>();
        var before = log.Read(null, 1_000).Count;

        for (var i = 0; i < 5; i++)
        {
            using var options = await browser.PostAsync("/api/v1/sign-in/passkey/options", new { });
            var id = (await options.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
            using var answer = await browser.PostAsync("/api/v1/sign-in/passkey", i == 0 ? new { id = "made-up" } : new { id, credential = new { } });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var more = await browser.PostAsync("/api/v1/sign-in/passkey/options", new { });
        using var again = await browser.PostAsync("/api/v1/sign-in/passkey", new { id = "x", credential = new { } });
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (more.StatusCode, again.StatusCode));
        Assert.Equal(before, log.Read(null, 1_000).Count);
    }

    [Theory]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("{\"id\":null,\"credential\":null}")]
    [InlineData("{}")]
    public async Task A_passkey_without_a_credential_is_refused(string body)
    {
        await using var site = await TwoCommunities.StartAsync();
        using var browser = new Browser(site);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await browser.Client.PostAsync("/api/v1/sign-in/passkey", content);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>What a key makes would outlive it.</summary>
    [Fact]
    public async Task A_stolen_key_of_an_administrator_makes_no_accounts_links_or_displays_and_ends_no_keys_of_others()
    {
        await using var site = await TwoCommunities.StartAsync();
        var key = await site.AsAsync("administrator");
        using var list = JsonDocument.Parse(await key.GetStringAsync("/api/v1/keys"));
        var other = list.RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        HttpStatusCode[] answers =
        [
            await StatusAsync(key.PostAsJsonAsync("/api/v1/accounts", new { id = "mallory", grants = (string[])["administrator"] })),
            await StatusAsync(key.PostAsJsonAsync("/api/v1/accounts/eva/link", new { })),
            await StatusAsync(key.PutAsJsonAsync("/api/v1/accounts/eva/grants", new { grants = (string[])["city"] })),
            await StatusAsync(key.DeleteAsync("/api/v1/accounts/eva")),
            await StatusAsync(key.PostAsJsonAsync("/api/v1/communities/hub-a/displays", new { floor = "all", name = "foyer" })),
            await StatusAsync(key.DeleteAsync("/api/v1/communities/hub-a/displays/x")),
            await StatusAsync(key.PostAsJsonAsync("/api/v1/keys", new { name = "x", grants = (string[])["city"] })),
        ];

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Forbidden, status));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(key.DeleteAsync($"/api/v1/keys/{other}")));
        using var accounts = await key.GetAsync("/api/v1/accounts");
        Assert.Single((await accounts.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray());

        // The pages are no way around.
        using var browser = new Browser(site);
        browser.Client.DefaultRequestHeaders.Authorization = key.DefaultRequestHeaders.Authorization;
        var page = await browser.GetAsync("/accounts");
        var (status, text) = await browser.SendFormAsync("/accounts", page, "new", ("New.Account", "mallory"), ("New.Grants", "administrator"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Sign in as a person", text, StringComparison.Ordinal);
        foreach (var form in (string[])["grants-eva", "link-eva", "revoke-eva"]) Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendFormAsync("/accounts", page, form, ("Grants", "city"))).Status);
    }

    /// <summary>An id with a space must not become two roles on its way through the page.</summary>
    [Fact]
    public async Task A_tenant_that_is_called_like_a_role_stays_a_tenant_when_the_page_stores_the_roles_again()
    {
        await using var site = await TwoCommunities.StartAsync();
        using var browser = new Browser(site) { Session = await SignedIn.SessionAsync(site.Cloud) };
        using var made = await browser.PostAsync("/api/v1/accounts", new { id = "wang", grants = (string[])["tenant:hub-a/t1 administrator"] });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);

        var page = await browser.GetAsync("/accounts");
        var shown = page[(page.IndexOf("Roles of wang", StringComparison.Ordinal) + 1)..];
        shown = shown[(shown.IndexOf("<textarea", StringComparison.Ordinal) + 1)..];
        shown = WebUtility.HtmlDecode(shown[(shown.IndexOf('>', StringComparison.Ordinal) + 1)..shown.IndexOf("</textarea>", StringComparison.Ordinal)]);
        var (status, text) = await browser.SendFormAsync("/accounts", page, "grants-wang", ("Grants", shown));
        Assert.True(status == HttpStatusCode.OK, text);

        Assert.Equal(["tenant:hub-a/t1 administrator"], (await browser.JsonAsync("/api/v1/accounts/wang")).GetProperty("grants").EnumerateArray().Select(grant => grant.GetString()));
    }

    [Fact]
    public async Task Too_many_grants_of_a_key_are_one_fault()
    {
        await using var site = await TwoCommunities.StartAsync();
        using var browser = new Browser(site) { Session = await SignedIn.SessionAsync(site.Cloud) };
        using var answer = await browser.PostAsync("/api/v1/keys", new { name = "x", grants = Enumerable.Repeat("x", 10_000) });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("grants", Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("faults").EnumerateArray()).GetProperty("field").GetString());
        var (status, text) = await browser.SendFormAsync("/account", await browser.GetAsync("/account"), "key", ("Key.Name", "x"), ("Key.Grants", string.Join('\n', Enumerable.Repeat("city", 51))), ("Key.Days", "7"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("give 50 at most", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_route_takes_a_body_of_more_than_a_mebibyte()
    {
        await using var site = await TwoCommunities.StartAsync();
        Assert.Equal(1024 * 1024, site.Cloud.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("192.0.2.0/24", false)]
    [InlineData(null, false)]
    public async Task Behind_a_trusted_proxy_one_stranger_does_not_stop_the_others(string? trusted, bool isTrusted)
    {
        await using var site = await TwoCommunities.StartAsync(adjust: options =>
        {
            options.Access.WrongPasswordsPerAddress = 5;
            if (trusted is not null) options.Access.TrustedProxies = [trusted];
        });
        await SignedIn.SessionAsync(site.Cloud);
        using var browser = new Browser(site);
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync("198.51.100.1", "a wrong password"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync("198.51.100.1", SignedIn.Password));
        Assert.Equal(isTrusted ? HttpStatusCode.NoContent : HttpStatusCode.TooManyRequests, await SignInAsync("198.51.100.2", SignedIn.Password));
        var log = site.Cloud.Services.GetRequiredService<AccessLog>().Read(null, 100);
        Assert.Equal(isTrusted, log.Any(entry => entry is { What: AccessEvent.SignInFailed, Source: "198.51.100.1" }));

        async Task<HttpStatusCode> SignInAsync(string from, string password)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sign-in") { Content = JsonContent.Create(new { id = "eva", password }) };
            request.Headers.Add("X-Forwarded-For", from);
            return await StatusAsync(browser.Client.SendAsync(request));
        }
    }

    [Fact]
    public async Task A_folder_of_form_keys_that_others_could_read_is_closed()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        await using var site = await TwoCommunities.StartAsync(adjust: options =>
        {
            if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(Path.Combine(options.DataDirectory, "form-keys"), owner | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead);
        });
        using var browser = new Browser(site);
        await browser.GetAsync("/sign-in");
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(site.DataDirectory, "form-keys")));
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        return answer.StatusCode;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>The first start, forms, cookies, and requests that other sites make a browser send.</summary>
public sealed partial class SignInTests(SharedCommunities shared) : IClassFixture<SharedCommunities>
{
    [Fact]
    public async Task The_first_start_prints_one_link_that_makes_the_administrator_once_and_no_secret_is_logged_later()
    {
        await using var site = await TwoCommunities.StartAsync();
        var lines = site.Log.Lines.Where(line => line.Contains("/sign-in/link?secret=", StringComparison.Ordinal)).ToList();
        var link = Link().Match(Assert.Single(lines)).Value;
        Assert.StartsWith(site.Address.GetLeftPart(UriPartial.Authority), link, StringComparison.Ordinal);
        using var browser = new Browser(site);

        var page = await browser.GetAsync(link);
        Assert.Contains("Become administrator", page, StringComparison.Ordinal);
        var (status, text) = await browser.SendFormAsync(link, page, ("Form.Account", "Eva"), ("Form.Password", "short"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("write at least 12 characters", text, StringComparison.Ordinal);
        (status, _) = await browser.SendFormAsync(link, page, ("Form.Account", "Eva"), ("Form.Password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Equal("eva", (await browser.JsonAsync("/api/v1/me")).GetProperty("id").GetString());

        using var second = new Browser(site);
        Assert.Contains("This link does not work", await second.GetAsync(link), StringComparison.Ordinal);
        using var key = await browser.PostAsync("/api/v1/keys", new { name = "tests", grants = (string[])["administrator"] });
        Assert.Equal(HttpStatusCode.Created, key.StatusCode);
        var secrets = (string[])[(await key.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!, browser.Session!, SignedIn.Password];
        Assert.All(secrets, secret => Assert.DoesNotContain(site.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
        Assert.Single(site.Log.Lines, line => line.Contains(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_sign_in_change_the_password_make_a_key_and_sign_out()
    {
        await using var site = await TwoCommunities.StartAsync();
        await SignedIn.SessionAsync(site.Cloud);
        using var browser = new Browser(site);

        var page = await browser.GetAsync("/sign-in?return=/account");
        var (status, text) = await browser.SendFormAsync("/sign-in?return=/account", page, ("Form.Account", "eva"), ("Form.Password", "a wrong password"));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("Name or password is wrong", text, StringComparison.Ordinal);
        (status, _) = await browser.SendFormAsync("/sign-in?return=/account", page, ("Form.Account", "eva"), ("Form.Password", SignedIn.Password));
        Assert.Equal((HttpStatusCode.Redirect, "/account"), (status, browser.Location!.AbsolutePath));
        var former = browser.Session;

        page = await browser.GetAsync("/account");
        (status, text) = await browser.SendFormAsync("/account", page, "key", ("Key.Name", "export"), ("Key.Grants", "city"), ("Key.Days", "7"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches("opk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}", text);
        page = await browser.GetAsync("/account");
        Assert.DoesNotMatch("opk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}", page);
        (status, text) = await browser.SendFormAsync("/account", page, "password", ("Password.Present", SignedIn.Password), ("Password.Fresh", "four loud pelicans"));
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.NotEqual(former, browser.Session);

        page = await browser.GetAsync("/account");
        (status, _) = await browser.SendFormAsync("/sign-out", page, "sign-out");
        Assert.Equal(HttpStatusCode.Redirect, status);
        using var out1 = await browser.Client.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, out1.StatusCode);
    }

    [Fact]
    public async Task The_administrator_makes_an_account_whose_owner_chooses_the_password()
    {
        await using var site = await TwoCommunities.StartAsync();
        using var browser = new Browser(site) { Session = await SignedIn.SessionAsync(site.Cloud) };

        var page = await browser.GetAsync("/accounts");
        var (status, text) = await browser.SendFormAsync("/accounts", page, "new", ("New.Account", "wang"), ("New.Name", "王"), ("New.Grants", "facilityManager:hub-a\r\n city "));
        Assert.True(status == HttpStatusCode.OK, text);
        using var owner = new Browser(site);
        var link = Link().Match(WebUtility.HtmlDecode(text)).Value;
        (status, text) = await owner.SendFormAsync(link, await owner.GetAsync(link), ("Form.Password", "four loud pelicans"));
        Assert.True(status == HttpStatusCode.Redirect, text);
        Assert.Equal(["city", "facilityManager:hub-a"], (await owner.JsonAsync("/api/v1/me")).GetProperty("grants").EnumerateArray().Select(grant => grant.GetString()));

        page = await browser.GetAsync("/accounts");
        (status, text) = await browser.SendFormAsync("/accounts", page, "grants-wang", ("Grants", "king"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Role “king”: write one of", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        (status, _) = await browser.SendFormAsync("/accounts", page, "revoke-wang");
        Assert.Equal(HttpStatusCode.OK, status);
        using var gone = await owner.Client.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
    }

    [Theory]
    [InlineData(null, "opcspaces-session=", false)]
    [InlineData("https://spaces.example.org", "__Host-opcspaces-session=", true)]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_over_https_of_everything_else(string? publicUrl, string name, bool isSecure)
    {
        await using var site = await TwoCommunities.StartAsync(adjust: options => options.Access.PublicUrl = publicUrl);
        await SignedIn.SessionAsync(site.Cloud);
        using var client = site.NewClient();
        client.DefaultRequestHeaders.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await client.PostAsJsonAsync("/api/v1/sign-in", new { id = "eva", password = SignedIn.Password });

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(name, cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Cross-site request forgery: browsers send the cookie with requests that another site makes.</summary>
    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Origin", "OWN", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("X-None", "", false)]
    public async Task A_cookie_changes_something_only_from_a_page_of_this_host(string header, string value, bool isOwn)
    {
        var site = shared.Site;
        using var client = site.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"opcspaces-session={await SignedIn.SessionAsync(site.Cloud)}");
        client.DefaultRequestHeaders.Add(header, value == "OWN" ? site.Address.GetLeftPart(UriPartial.Authority) : value);
        using var answer = await client.PostAsJsonAsync("/api/v1/keys", new { name = "x", grants = (string[])["city"] });
        using var signIn = await client.PostAsJsonAsync("/api/v1/sign-in", new { id = "eva", password = SignedIn.Password });

        Assert.Equal(isOwn ? HttpStatusCode.Created : HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(isOwn ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, signIn.StatusCode);
        using var reading = await client.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
    }

    [Theory]
    [InlineData("{", "application/json", "body")]
    [InlineData("", "application/json", "body")]
    [InlineData("[]", "application/json", "body")]
    [InlineData("null", "application/json", "body")]
    [InlineData("{\"id\":\"\\ud800\"}", "application/json", "id")]
    [InlineData("{\"id\":7}", "application/json", "id")]
    [InlineData("{\"id\":\"wang\",\"grants\":\"city\"}", "application/json", "grants")]
    [InlineData("id=wang", "application/x-www-form-urlencoded", "Content-Type")]
    [InlineData("{\"id\":\"<script>\"}", "application/json", "id")]
    [InlineData("{\"id\":\"..\\u002Feva\"}", "application/json", "id")]
    [InlineData("{\"id\":\"a\\u0000b\"}", "application/json", "id")]
    [InlineData("{\"id\":\"wang\",\"name\":\"a\\nb\"}", "application/json", "name")]
    [InlineData("{\"id\":\"wang\",\"grants\":[\"tenant:hub-a/../../x\"]}", "application/json", "grants[0]")]
    [InlineData("{\"id\":\"wang\",\"grants\":[null]}", "application/json", "grants[0]")]
    [InlineData("{\"id\":\"wang\",\"id\":\"eva\"}", "application/json", "id")]
    [InlineData("{\"x\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}", "application/json", "x")]
    public async Task A_hostile_body_is_answered_with_the_name_of_what_is_wrong(string body, string type, string field)
    {
        var site = shared.Site;
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using var browser = new Browser(site) { Session = await SignedIn.SessionAsync(site.Cloud) };
        using var answer = await browser.Client.PostAsync("/api/v1/accounts", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("faults")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"id\":\"x\",\"rawId\":\"x\",\"type\":\"public-key\",\"response\":{}}")]
    [InlineData("{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}")]
    public async Task A_hostile_passkey_signs_nobody_in(string credential)
    {
        var site = shared.Site;
        using var browser = new Browser(site);
        using var options = await browser.PostAsync("/api/v1/sign-in/passkey/options", new { });
        var id = (await options.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var answer = await browser.PostAsync("/api/v1/sign-in/passkey", new { id, credential = JsonDocument.Parse(credential).RootElement });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var without = await browser.PostAsync("/api/v1/sign-in/passkey", new { id });
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/accounts/%2e%2e")]
    [InlineData("GET", "/api/v1/accounts/a%27%20OR%201=1--")]
    [InlineData("DELETE", "/api/v1/keys/%F0%9F%92%A9")]
    [InlineData("DELETE", "/api/v1/communities/hub-a/displays/%C3%A9%0A")]
    [InlineData("GET", "/api/v1/access-log?limit=0")]
    [InlineData("GET", "/api/v1/access-log?limit=9999999999999999999")]
    [InlineData("GET", "/api/v1/access-log?before=x")]
    [InlineData("GET", "/display?secret=opd_%00")]
    [InlineData("GET", "/sign-in/link?secret=opl_%00%0A")]
    public async Task A_hostile_address_is_4xx(string method, string path)
    {
        var site = shared.Site;
        using var answer = await (await site.AsAsync("administrator")).SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var site = shared.Site;
        using var browser = new Browser(site) { Session = await SignedIn.SessionAsync(site.Cloud) };
        var (status, _) = await browser.SendFormAsync("/accounts", "", "new", ("New.Account", "mallory"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task The_sign_in_goes_on_to_no_other_host(string target)
    {
        var site = shared.Site;
        await SignedIn.SessionAsync(site.Cloud);
        using var browser = new Browser(site);
        var address = $"/sign-in?return={Uri.EscapeDataString(target)}";
        var (status, _) = await browser.SendFormAsync(address, await browser.GetAsync(address), ("Form.Account", "eva"), ("Form.Password", SignedIn.Password));

        Assert.Equal((HttpStatusCode.Redirect, new Uri(site.Address, "/")), (status, browser.Location));
    }

    [Fact]
    public async Task The_demo_visitor_is_signed_in_by_itself_where_the_request_names_this_machine()
    {
        await using var site = await TwoCommunities.StartAsync(adjust: options => options.Access.DemoVisitor = true);
        Assert.DoesNotContain(site.Log.Lines, line => line.Contains("/sign-in/link", StringComparison.Ordinal));
        Assert.Contains(site.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Demo: whoever opens", StringComparison.Ordinal));
        using var client = site.NewClient();
        Assert.Contains("\"demo\"", await client.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);
        Assert.Contains("Demo: you are signed in by itself", await client.GetStringAsync("/"), StringComparison.Ordinal);
        using var forged = await client.PostAsJsonAsync("/api/v1/accounts", new { id = "mallory" });
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        // A proxy on this machine, which says that it is one.
        foreach (var header in (string[])["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            request.Headers.TryAddWithoutValidation(header, header == "Via" ? "1.1 proxy" : "192.0.2.1");
            using var forwarded = await client.SendAsync(request);
            Assert.Equal((header, HttpStatusCode.Unauthorized), (header, forwarded.StatusCode));
        }

        // DNS rebinding: the name of a stranger's host, which leads to this machine.
        client.DefaultRequestHeaders.Host = "evil.example";
        using var rebound = await client.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, rebound.StatusCode);
    }

    [Fact]
    public async Task A_display_exchanges_its_link_for_a_cookie_and_shows_its_plan_until_it_is_revoked()
    {
        await using var site = await TwoCommunities.StartAsync();
        using var person = new Browser(site) { Session = await SignedIn.SessionAsync(site.Cloud) };
        var manager = person.Client;
        using var made = await manager.PostAsJsonAsync("/api/v1/communities/hub-a/displays", new { floor = "all", name = "foyer" });
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var link = new Uri(body.GetProperty("link").GetString()!);
        using var screen = new Browser(site);

        using var opened = await screen.Client.GetAsync(link);
        Assert.Equal("/communities/hub-a/floors/all", opened.Headers.Location!.OriginalString);
        Assert.Contains("hub-a/open-1/desk/1", await screen.GetAsync("/communities/hub-a/floors/all"), StringComparison.Ordinal);
        using (var revoked = await manager.DeleteAsync($"/api/v1/communities/hub-a/displays/{body.GetProperty("display").GetProperty("id").GetString()}")) Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        using var page = await screen.Client.GetAsync("/communities/hub-a/floors/all");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        using var again = await screen.Client.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task The_keys_that_protect_forms_are_for_the_account_of_the_cloud_alone()
    {
        await using var site = await TwoCommunities.StartAsync();
        using var browser = new Browser(site);
        await browser.GetAsync("/sign-in");

        var folder = Path.Combine(site.DataDirectory, "form-keys");
        Assert.NotEmpty(Directory.GetFiles(folder));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [GeneratedRegex("http[^ \"<]+/sign-in/link\\?secret=[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Logging;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>A cloud with two communities for tests that leave it as it is.</summary>
public sealed class OwaspFixture : IAsyncLifetime
{
    internal const int MostRequests = 400;

    internal TwoCommunities Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await StartAsync();
        await SignedIn.SessionAsync(Site.Cloud);
    }

    public async Task DisposeAsync() => await Site.DisposeAsync();

    /// <summary>With a floor and a zone of each community in the registry.</summary>
    internal static async Task<TwoCommunities> StartAsync(Action<Cloud.Settings.CloudOptions>? adjust = null)
    {
        var site = await TwoCommunities.StartAsync(adjust: options =>
        {
            options.Access.WrongPasswordsPerAddress = 5;
            options.Api.RateLimits.CallerRequestsPerMinute = MostRequests;
            adjust?.Invoke(options);
        });
        Assert.IsType<Committed>(site.Cloud.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("test", "test")
        {
            Put =
            [
                .. ((string[])[TwoCommunities.Own, TwoCommunities.Foreign]).SelectMany(community => (object[])
                [
                    new Model.Registry.Facts.Floor(community, "all", "All", 1, 60, 40), new Model.Registry.Facts.Zone(community, "open-1", "all", "Open", ZoneKind.OpenArea),
                ]),
            ],
        }));
        return site;
    }
}

/// <summary>The ten risks of the OWASP API Security Top 10 of 2023, each with what is done here against it. More about each is in the tests of its own part.</summary>
public sealed class OwaspTests(OwaspFixture fixture) : IClassFixture<OwaspFixture>
{
    private readonly TwoCommunities _site = fixture.Site;

    /// <summary>Broken object level authorization: objects of another community are asked for by their ids, which are equal in both.</summary>
    [Theory]
    [InlineData("zones/open-1")]
    [InlineData("desks/open-1/desk/1")]
    [InlineData("changes/1")]
    [InlineData("usage/zones/open-1")]
    [InlineData("usage/places/open-1/desk/1")]
    [InlineData("usage/hours/open-1/2026-03-02T08:00:00Z")]
    [InlineData("series/open-1/meter/1/energy")]
    [InlineData("displays")]
    public async Task API1_2023_an_object_of_somebody_else_is_answered_as_one_that_does_not_exist(string path)
    {
        foreach (var role in (string[])["facilityManager", "gatewayOperator", "auditor", "tenant", "display"])
        {
            var client = await _site.AsAsync(role);
            using var foreign = await client.GetAsync($"/api/v1/communities/{TwoCommunities.Foreign}/{path}");
            using var missing = await client.GetAsync($"/api/v1/communities/{TwoCommunities.Missing}/{path}");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, missing.StatusCode));
            Assert.Equal(await missing.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Broken authentication: secrets that are guessed, forged or put where they do not count.</summary>
    [Fact]
    public async Task API2_2023_guessed_and_forged_credentials_are_nobody_and_guessing_has_an_end()
    {
        foreach (var (header, value) in ((string, string)[])
        [
            ("Authorization", "Bearer opk_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), ("Authorization", "Basic ZXZhOmV2YQ=="), ("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJldmEifQ."),
            ("Cookie", "opcspaces-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), ("X-Forwarded-User", "eva"), ("Test-Grants", "administrator"),
        ])
        {
            using var client = _site.NewClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
            using var answer = await client.GetAsync("/api/v1/me");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var browser = new Browser(_site);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await browser.PostAsync("/api/v1/sign-in", new { id = $"guess-{i}", password = "correct horse battery" });
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), HttpStatusCode.TooManyRequests], answers);
    }

    /// <summary>Broken object property level authorization: members that somebody must not see, and members that nobody may set.</summary>
    [Fact]
    public async Task API3_2023_answers_have_no_secret_member_and_unknown_members_are_refused()
    {
        var administrator = await _site.AsAsync("administrator");
        foreach (var path in (string[])["/api/v1/accounts", "/api/v1/keys", $"/api/v1/communities/{TwoCommunities.Own}/displays", "/api/v1/me"])
        {
            var text = await administrator.GetStringAsync(path);
            foreach (var word in (string[])["hash", "secret", "stamp", "opk_", "opd_"]) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }

        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/communities/{TwoCommunities.Own}/zones/open-9") { Content = JsonContent.Create(new { floor = "all", name = "x", kind = "openArea", community = TwoCommunities.Foreign, isAdmin = true }) };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var answer = await (await _site.AsAsync("facilityManager")).SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var fields = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("field").GetString());
        Assert.Superset(new HashSet<string?> { "community", "isAdmin" }, fields.ToHashSet());
    }

    /// <summary>Unrestricted resource consumption: bodies, pages, spans and requests without end.</summary>
    [Fact]
    public async Task API4_2023_bodies_pages_spans_and_requests_have_limits()
    {
        var manager = await _site.AsAsync("facilityManager");
        var community = $"/api/v1/communities/{TwoCommunities.Own}";
        foreach (var (path, field) in ((string, string)[])
        [
            ($"{community}/zones?limit=1001", "limit"), ($"{community}/series/open-1/meter/1/energy?points=4001", "points"), ($"{community}/series/open-1/meter/1/energy?from=1990-01-01", "from"), ($"{community}/usage?from=1990-01-01", "from"),
        ])
        {
            using var answer = await manager.GetAsync(path);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("faults")[0].GetProperty("field").GetString());
        }

        using var body = new StringContent($"{{\"why\":\"{new string('x', 1_100_000)}\"}}", Encoding.UTF8, "application/json");
        using var tooLarge = await manager.PostAsync($"{community}/changes", body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);

        // Another one has its own count.
        using var greedy = _site.NewClient();
        greedy.DefaultRequestHeaders.Authorization = new("Bearer", await SignedIn.KeyAsync(_site.Cloud, "city"));
        HttpStatusCode last = HttpStatusCode.OK;
        for (var i = 0; i < 4 * OwaspFixture.MostRequests && last == HttpStatusCode.OK; i++)
        {
            using var answer = await greedy.GetAsync("/api/v1/me");
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var other = await manager.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>Broken function level authorization: functions of administrators, asked for by others and with other methods.</summary>
    [Fact]
    public async Task API5_2023_functions_of_others_are_refused_with_every_method()
    {
        foreach (var role in (string[])["facilityManager", "gatewayOperator", "auditor", "city", "tenant"])
        {
            var client = await _site.AsAsync(role);
            foreach (var (method, path) in ((HttpMethod, string)[])
            [
                (HttpMethod.Get, "/api/v1/accounts"), (HttpMethod.Post, "/api/v1/accounts"), (HttpMethod.Delete, "/api/v1/accounts/eva"), (HttpMethod.Get, "/api/v1/access-log"), (HttpMethod.Get, "/api/v1/status"),
            ])
            {
                using var request = new HttpRequestMessage(method, path);
                if (method == HttpMethod.Post) request.Content = JsonContent.Create(new { id = "mallory", grants = (string[])["administrator"] });
                using var answer = await client.SendAsync(request);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }

            // A header does not make one method of another.
            using var overridden = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            overridden.Headers.Add("X-HTTP-Method-Override", "DELETE");
            using var stays = await client.SendAsync(overridden);
            Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        }
    }

    /// <summary>Unrestricted access to sensitive business flows: here those that give access to others. A program that has a key, even the administrator's, cannot run them.</summary>
    [Fact]
    public async Task API6_2023_what_gives_access_to_others_is_for_people_and_is_logged()
    {
        var program = await _site.AsAsync("administrator");
        foreach (var (path, body) in ((string, object)[])
        [
            ("/api/v1/accounts", new { id = "bot-1", grants = (string[])["city"] }), ("/api/v1/accounts/eva/link", new { }), ("/api/v1/keys", new { name = "x", grants = (string[])["city"] }), ($"/api/v1/communities/{TwoCommunities.Own}/displays", new { floor = "all", name = "x" }),
        ])
        {
            using var answer = await program.PostAsJsonAsync(path, body);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Contains(_site.Cloud.Services.GetRequiredService<AccessLog>().Read(null, 1_000), entry => entry.What == AccessEvent.KeyMade);
    }

    /// <summary>Server side request forgery: an address in any field makes the cloud call nobody, and sends nobody elsewhere.</summary>
    [Fact]
    public async Task API7_2023_an_address_in_a_field_is_called_by_nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var trap = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        var manager = await _site.AsAsync("facilityManager");
        foreach (var path in (string[])[$"/api/v1/communities/{TwoCommunities.Own}/zones?name={Uri.EscapeDataString(trap)}", $"/api/v1/communities/{TwoCommunities.Own}/series/open-1/meter/1/energy?from={Uri.EscapeDataString(trap)}", $"/api/v1/live?community={Uri.EscapeDataString(trap)}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", new Uri(trap).Authority);
            request.Headers.TryAddWithoutValidation("Referer", trap);
            using var answer = await manager.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500);
        }

        using var change = await manager.PostAsJsonAsync($"/api/v1/communities/{TwoCommunities.Own}/changes", new { why = trap, checkOnly = true, put = new { zones = new[] { new { id = "open-9", floor = "all", name = trap, kind = "openArea" } } } });
        Assert.True((int)change.StatusCode < 500);
        using var browser = new Browser(_site);
        var page = await browser.GetAsync($"/sign-in?return={Uri.EscapeDataString(trap)}");
        Assert.DoesNotContain($"href=\"{trap}", page, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    /// <summary>Security misconfiguration: headers, foreign origins, faults that tell too much.</summary>
    [Fact]
    public async Task API8_2023_headers_are_set_foreign_origins_are_not_let_in_and_faults_tell_nothing_of_the_inside()
    {
        var administrator = await _site.AsAsync("administrator");
        foreach (var path in (string[])["/api/v1/me", "/api/v1/nothing", "/api/v1/openapi.json", $"/api/v1/communities/{TwoCommunities.Own}/zones?limit=x", "/healthz", "/api/v1/docs/"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Origin", "https://evil.example");
            using var answer = await administrator.SendAsync(request);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-", policy, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.DoesNotContain("   at OpcSpaces", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var method in (string[])["TRACE", "OPTIONS", "PATCH", "BREW"])
        {
            using var answer = await administrator.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/v1/me"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    /// <summary>Improper inventory management: what the host answers is what the description says, and there is one version of it.</summary>
    [Fact]
    public async Task API9_2023_the_description_has_every_route_of_the_API_and_no_other()
    {
        using var description = JsonDocument.Parse(await (await _site.AsAsync("nobody")).GetStringAsync("/api/v1/openapi.json"));
        var described = description.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        var routes = _site.Routes.Select(RouteRules.NameOf).Where(name => name.Contains("/api/", StringComparison.Ordinal))
            // The description itself, and its page.
            .Where(name => name != "GET /api/v1/openapi.json" && !name.Contains("/api/v1/docs/", StringComparison.Ordinal))
            .Select(name => name.Replace("{**key}", "{key}", StringComparison.Ordinal).Replace(":long}", "}", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.All(routes, name => Assert.Contains(" /api/v1/", name, StringComparison.Ordinal));
    }

    /// <summary>Unsafe consumption of APIs: a time series database that answers nonsense is a store that is away, and what it says reaches nobody.</summary>
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{\"results\":[{\"error\":\"secret-of-the-server\"}]}")]
    [InlineData("{\"results\":[{\"series\":[{\"columns\":[\"time\",\"count\"],\"values\":[[\"x\",{}]]}]}]}")]
    [InlineData("{\"results\":[]}")]
    public async Task API10_2023_a_server_that_is_asked_and_answers_nonsense_is_a_store_that_is_away(string nonsense)
    {
        using var server = new HttpListener();
        var port = FreePort.Next();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        var answering = AnswerAsync(server, nonsense);
        await using (var site = await OwaspFixture.StartAsync(options => options.Influx = new InfluxOptions { Url = $"http://127.0.0.1:{port}" }))
        {
            using var answer = await (await site.AsAsync("facilityManager")).GetAsync($"/api/v1/communities/{TwoCommunities.Own}/series/open-1/meter/1/energy");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("secret-of-the-server", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        }

        server.Stop();
        await answering;
    }

    private static async Task AnswerAsync(HttpListener server, string text)
    {
        try
        {
            while (true)
            {
                var context = await server.GetContextAsync();
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}

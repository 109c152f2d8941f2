using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Registry;
using OpcSpaces.Answers.Usage;
using OpcSpaces.Cloud.Pages;
using OpcSpaces.Cloud.Tests.Access;
using OpcSpaces.Dashboards.Api;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Cloud.Tests.Pages;

/// <summary>What pages read and do: the API, with the credential of their visitor.</summary>
public sealed class InProcessApiTests : IAsyncLifetime
{
    private const string SameOrigin = "same-origin";

    private TwoCommunities _site = null!;

    public static TheoryData<string> Roles => [.. TwoCommunities.Roles];

    public async Task InitializeAsync() => _site = await TwoCommunities.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task It_answers_as_over_the_network_for_each_role(string role)
    {
        var client = await _site.AsAsync(role);
        await using var page = PageFor(client);
        foreach (var path in (string[])["communities", "communities/hub-a", "communities/hub-b", "communities/hub-x", "communities/hub-a/zones", "communities/hub-a/leases", "communities/hub-b/zones", "communities/hub-a/usage", "communities/hub-a/alarms", "alarms", "accounts", "communities/hub-a/alarms?state=sideways&sate=open"])
        {
            using var answer = await client.GetAsync($"/api/v1/{path}");
            var body = await answer.Content.ReadAsStringAsync();
            var asked = await page.Api.GetAsync<JsonElementBox>(path);
            Assert.Equal((int)answer.StatusCode, asked.Problem?.Status ?? StatusCodes.Status200OK);
            if (asked.IsGood)
            {
                Assert.Equal(answer.Headers.ETag?.Tag, asked.ETag);
                continue;
            }

            var problem = JsonDocument.Parse(body).RootElement;
            Assert.Equal((problem.GetProperty("title").GetString(), problem.TryGetProperty("detail", out var detail) ? detail.GetString() : null), (asked.Problem.Title, asked.Problem.Detail));
            Assert.Equal(problem.TryGetProperty("faults", out var faults) ? faults.GetArrayLength() : 0, asked.Problem.Faults?.Count ?? 0);
        }
    }

    [Fact]
    public async Task A_page_reads_records_changes_something_and_is_told_of_a_conflict()
    {
        await using var page = PageFor(("Cookie", $"opcspaces-session={await SignedIn.SessionAsync(_site.Cloud)}"), ("Sec-Fetch-Site", SameOrigin));
        Assert.Equal(["hub-a", "hub-b"], (await page.Api.GetAsync<Page<CommunityFacts>>("communities")).Value!.Items.Select(community => community.Id));
        Assert.Equal("Asia/Shanghai", (await page.Api.GetAsync<ZonesAnswer>(ApiPath.Of("communities", "hub-a", "usage", "zones").With(("from", new DateOnly(2026, 3, 2)), ("to", new DateOnly(2026, 3, 8))))).Value!.Frame.TimeZone);

        var before = await page.Api.GetAsync<CommunityFacts>("communities/hub-a");
        var path = ApiPath.Of("communities", "hub-a", "desk-figures").With(("why", "works council & <b>"));
        Assert.Equal(1, (await page.Api.SendAsync<ChangeResult>(HttpMethod.Put, path, new { given = false }, before.ETag)).Value!.Changed);
        Assert.False((await page.Api.GetAsync<CommunityFacts>("communities/hub-a")).Value!.DeskFigures);
        var late = await page.Api.SendAsync<ChangeResult>(HttpMethod.Put, path, new { given = true }, before.ETag);
        Assert.Equal(StatusCodes.Status412PreconditionFailed, late.Problem!.Status);
        var wrong = await page.Api.SendAsync<ChangeResult>(HttpMethod.Put, path, new { given = "perhaps" }, before.ETag);
        Assert.Equal("given", Assert.Single(wrong.Problem!.Faults!).Field);

        // An id from an address reaches the route as one part, whatever is in it.
        Assert.Equal(StatusCodes.Status404NotFound, (await page.Api.GetAsync<CommunityFacts>(ApiPath.Of("communities", "hub-a/../../accounts?x=1#/2F%2e"))).Problem!.Status);
    }

    [Fact]
    public async Task An_ended_session_ends_on_open_pages_too()
    {
        var session = await SignedIn.SessionAsync(_site.Cloud);
        await using var page = PageFor(("Cookie", $"opcspaces-session={session}"), ("Sec-Fetch-Site", SameOrigin));
        Assert.True((await page.Api.GetAsync<Page<CommunityFacts>>("communities")).IsGood);
        _site.Cloud.Services.GetRequiredService<SignIn>().Out(session, new Actor("eva", "test"));
        Assert.Equal(StatusCodes.Status401Unauthorized, (await page.Api.GetAsync<Page<CommunityFacts>>("communities")).Problem!.Status);
    }

    [Fact]
    public async Task What_another_site_made_a_browser_open_changes_nothing()
    {
        foreach (var header in ((string, string)[])[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://elsewhere.example")])
        {
            await using var page = PageFor(("Cookie", $"opcspaces-session={await SignedIn.SessionAsync(_site.Cloud)}"), header);
            var refused = await page.Api.SendAsync<ChangeResult>(HttpMethod.Put, "communities/hub-a/desk-figures", new { given = false }, ApiCondition.New);
            Assert.Equal(StatusCodes.Status401Unauthorized, refused.Problem!.Status);
        }
    }

    [Fact]
    public async Task A_visitor_who_leaves_ends_the_question()
    {
        await using var page = PageFor(await _site.AsAsync("administrator"));
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page.Api.GetAsync<Page<CommunityFacts>>("communities", left.Token));
    }

    private OpenPage PageFor(HttpClient client) => PageFor([.. client.DefaultRequestHeaders.Select(header => (header.Key, string.Join("; ", header.Value)))]);

    private OpenPage PageFor(params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Loopback } };
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString(_site.Address.Authority));
        foreach (var (name, value) in headers) http.Request.Headers[name] = value;
        var scope = _site.Cloud.Services.CreateAsyncScope();
        ((IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(new(new Visitor(http)))));
        return new OpenPage(scope);
    }

    private sealed class OpenPage(AsyncServiceScope scope) : IAsyncDisposable
    {
        public IApi Api => scope.ServiceProvider.GetRequiredService<IApi>();

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }

    /// <summary>Any answer.</summary>
    private sealed class JsonElementBox : Dictionary<string, JsonElement>;
}

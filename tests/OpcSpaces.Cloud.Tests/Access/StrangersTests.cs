using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Keys;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>Who is not signed in costs the databases nothing, or no more than the rate limit lets through.</summary>
public sealed class StrangersTests : IAsyncLifetime
{
    private const int OfStranger = 40;
    private const int Tries = 200;
    private TwoCommunities _site = null!;

    public async Task InitializeAsync() => _site = await TwoCommunities.StartAsync(adjust: options => options.Api.RateLimits.StrangerRequestsPerMinute = OfStranger);

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/communities")]
    [InlineData("/")] // pages too
    [InlineData("/healthz")]
    public async Task Many_wrong_keys_ask_the_database_no_more_often_than_the_limit_allows(string path)
    {
        using var commands = new DatabaseCommands(Path.Combine(_site.DataDirectory, "access.db"));
        var refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            using var client = _site.NewClient();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{KeyStore.Prefix}abcdefgh_{i:0000000000000000000000000000000000000000000}");
            using var answer = await client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }

        // Tokens come back while it runs.
        Assert.InRange(refused, Tries / 2, Tries - OfStranger);
        Assert.InRange(commands.Take(), OfStranger, Tries - refused);
    }

    [Theory]
    [InlineData("opcspaces-session=ops_")]
    [InlineData("opcspaces-display=opd_")]
    public async Task Neither_do_many_wrong_cookies(string cookie)
    {
        using var commands = new DatabaseCommands(Path.Combine(_site.DataDirectory, "access.db"));
        for (var i = 0; i < Tries; i++)
        {
            using var client = _site.NewClient();
            client.DefaultRequestHeaders.Add("Cookie", $"{cookie}{i:0000000000000000000000000000000000000000000}");
            using var answer = await client.GetAsync("/privacy/hub-a");
        }

        Assert.InRange(commands.Take(), OfStranger, Tries / 2);
    }

    [Fact]
    public async Task Links_of_displays_that_are_guessed_are_counted()
    {
        using var commands = new DatabaseCommands(Path.Combine(_site.DataDirectory, "access.db"));
        using var client = _site.NewClient();
        for (var i = 0; i < Tries; i++)
        {
            using var answer = await client.GetAsync($"/display?secret=opd_{i:0000000000000000000000000000000000000000000}");
        }

        Assert.InRange(commands.Take(), OfStranger, Tries / 2);
    }

    [Fact]
    public async Task A_key_that_is_known_works_on_while_its_network_tries_wrong_ones()
    {
        var client = await _site.AsAsync("facilityManager");
        using (var first = await client.GetAsync("/api/v1/communities")) Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var stranger = _site.NewClient();
        HttpStatusCode last = default;
        for (var i = 0; i < Tries && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await stranger.GetAsync("/privacy/hub-a");
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var again = await client.GetAsync("/api/v1/communities");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_notice_costs_the_registry_nothing_whether_the_community_exists_or_not()
    {
        using var client = _site.NewClient();
        using (var first = await client.GetAsync("/privacy/hub-a")) Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var commands = new DatabaseCommands(Path.Combine(_site.DataDirectory, "registry.db"));
        // The registry's own service asks for the version every few seconds.
        commands.Take();
        for (var i = 0; i < OfStranger / 2; i++)
        {
            using var answer = await client.GetAsync(i % 2 == 0 ? "/privacy/hub-a" : $"/privacy/hub-{i}");
            Assert.Equal(i % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.InRange(commands.Take(), 0, OfStranger / 10);
        // A change is in the next one.
        var store = _site.Cloud.Services.GetRequiredService<RegistryStore>();
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("test", "operator") { Put = [new CommunityFacts("hub-a", "Hub A", "nanshan", "Asia/Shanghai", "operated by somebody new")] }));
        Assert.Contains("operated by somebody new", await client.GetStringAsync("/privacy/hub-a"), StringComparison.Ordinal);
    }
}

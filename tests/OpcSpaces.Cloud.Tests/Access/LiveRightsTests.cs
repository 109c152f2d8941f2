using System.Net;
using System.Text.Json;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>Two communities with equal floors, zones and desks: nobody sees the live state of the other one.</summary>
public sealed class LiveRightsTests(SharedCommunities shared) : IClassFixture<SharedCommunities>
{
    private readonly TwoCommunities _site = shared.Site;

    [Theory]
    [InlineData("facilityManager")]
    [InlineData("gatewayOperator")]
    [InlineData("tenant")]
    [InlineData("display")]
    public async Task The_stream_has_the_own_desks_alone_whatever_is_asked_for(string role)
    {
        foreach (var query in (string[])["", "?floor=all", "?community=hub-a", "?community=hub-a&floor=all"])
        {
            var snapshot = await _site.SnapshotAsync(role, query);
            Assert.Equal(["hub-a/open-1/desk/1", "hub-a/open-1/desk/2"], snapshot.GetProperty("desks").EnumerateArray().Select(desk => desk.GetProperty("key").GetString()).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("facilityManager")]
    [InlineData("auditor")]
    [InlineData("city")]
    [InlineData("tenant")]
    [InlineData("display")]
    public async Task The_stream_of_a_foreign_community_is_answered_as_one_that_does_not_exist(string role)
    {
        var client = await _site.AsAsync(role);
        using var foreign = await client.GetAsync("/api/v1/live?community=hub-b&floor=all", HttpCompletionOption.ResponseHeadersRead);
        using var missing = await client.GetAsync("/api/v1/live?community=hub-x&floor=all", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, missing.StatusCode));
        Assert.Equal((await missing.Content.ReadAsStringAsync()).Replace("hub-x", "hub-b", StringComparison.Ordinal), await foreign.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("facilityManager")]
    [InlineData("tenant")]
    [InlineData("display")]
    public async Task A_floor_has_an_address_of_its_own_and_a_foreign_one_is_not_found(string role)
    {
        var client = await _site.AsAsync(role);
        using var own = await client.GetAsync("/api/v1/communities/hub-a/floors/all/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (own.StatusCode, own.Content.Headers.ContentType!.MediaType));
        using var foreign = await client.GetAsync("/api/v1/communities/hub-b/floors/all/live", HttpCompletionOption.ResponseHeadersRead);
        using var missing = await client.GetAsync("/api/v1/communities/hub-x/floors/all/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, missing.StatusCode));
        Assert.Equal(await missing.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_administrator_sees_both()
    {
        var snapshot = await _site.SnapshotAsync("administrator", "?community=hub-b&floor=all");
        Assert.Equal(2, snapshot.GetProperty("desks").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, (await _site.SnapshotAsync("administrator", "")).GetProperty("desks").ValueKind);
    }

    [Theory]
    [InlineData("facilityManager")]
    [InlineData("tenant")]
    [InlineData("display")]
    public async Task The_page_has_the_own_community_and_not_a_word_of_the_other(string role)
    {
        var client = await _site.AsAsync(role);
        foreach (var path in (string[])["/", "/communities/hub-b/floors/all", "/floors/all"])
        {
            // But for the address itself, which the visitor has written.
            var page = (await client.GetStringAsync(path)).Replace($"\"{path.TrimStart('/')}#", "\"#", StringComparison.Ordinal).Replace($"value=\"{path}\"", "", StringComparison.Ordinal);
            Assert.DoesNotContain("hub-b/", page, StringComparison.Ordinal);
        }

        Assert.Contains("hub-a/open-1/desk/1", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("There is no community “hub-b”", WebUtility.HtmlDecode(await client.GetStringAsync("/communities/hub-b/floors/all")), StringComparison.Ordinal);
        Assert.Contains("There is no community “hub-x”", WebUtility.HtmlDecode(await client.GetStringAsync("/communities/hub-x/floors/all")), StringComparison.Ordinal);
    }

    /// <summary>The broker is away in these tests, which is a trouble with an address in it.</summary>
    [Fact]
    public async Task What_does_not_work_is_told_to_others_than_the_administrator_without_addresses()
    {
        await Eventually.ThatAsync(async () => (await _site.SnapshotAsync("administrator", "")).GetProperty("troubles").GetArrayLength() > 0, Eventually.Patience, "the broker to be missed");
        var snapshot = await _site.SnapshotAsync("display", "");
        Assert.All(snapshot.GetProperty("troubles").EnumerateArray(), trouble => Assert.Equal("", trouble.GetProperty("why").GetString()));
    }

    [Fact]
    public async Task A_stream_ends_after_its_reader_was_signed_out()
    {
        using var client = _site.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"opcspaces-session={await SignedIn.SessionAsync(_site.Cloud)}");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.GetAsync("/api/v1/live", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        using (var signedOut = await client.DeleteAsync("/api/v1/me/session")) Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);

        using var patience = new CancellationTokenSource(Eventually.Patience);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(patience.Token) is not null)
        {
            // What comes until the end.
        }

        using var again = await client.GetAsync("/api/v1/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }
}

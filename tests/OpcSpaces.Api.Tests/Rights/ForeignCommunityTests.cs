using System.Net;

namespace OpcSpaces.Api.Tests.Rights;

/// <summary>What callers see of communities that are not theirs. Every role on every route of the host is in the tests of the host.</summary>
public class ForeignCommunityTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task A_foreign_community_and_a_missing_one_look_the_same()
    {
        foreach (var grants in (string[])["facilityManager:hub", "auditor:nanshan", "tenant:hub/t-1", "none"])
        {
            foreach (var path in (string[])["", "/desks", "/desks/open-3/desk/1", "/leases", "/changes", "/changes/2"])
            {
                var (foreign, missing) = (await _host.GetAsync($"/api/v1/communities/other{path}", grants), await _host.GetAsync($"/api/v1/communities/nowhere{path}", grants));
                Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
                Assert.Equal((missing.Status, missing.Text), (foreign.Status, foreign.Text));
            }
        }

    }

    [Fact]
    public async Task Lists_have_only_communities_that_the_caller_sees()
    {
        Assert.Equal(["hub"], await Ids("facilityManager:hub"));
        Assert.Equal(["other"], await Ids("auditor:futian"));
        Assert.Equal(["hub", "other"], await Ids("city"));
        Assert.Equal(["hub", "other"], await Ids("tenant:hub/t-1;auditor:futian"));
        Assert.Empty(await Ids("none"));
        Assert.Empty(await Ids("display:hub/f3"));

        async Task<IEnumerable<string?>> Ids(string grants) => (await _host.GetAsync("/api/v1/communities", grants)).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
    }
}

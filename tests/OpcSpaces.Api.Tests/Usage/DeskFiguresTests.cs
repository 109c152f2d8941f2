using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Registry.Tests;

namespace OpcSpaces.Api.Tests.Usage;

/// <summary>A community switches figures of single desks off: for everybody, at once, and with a trace.</summary>
public sealed class DeskFiguresTests : IAsyncLifetime
{
    private const string Hub = "/api/v1/communities/hub";
    private const string Dates = "from=2026-02-02&to=2026-02-03";
    private static readonly string[] OfDesks = ["usage/ranking", "usage/idle", "usage/hours", "usage/hours/open-3/2026-02-02T08:00:00Z", "usage/places/open-3/desk/1", "usage/tenants/t-1", "series/open-3/desk/1/occupied", "series/meeting-1/room/1/count"];
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("administrator")]
    [InlineData(ApiHost.Manager)]
    [InlineData("tenant:hub/t-1")]
    public async Task Nobody_gets_a_figure_of_a_single_desk(string grants)
    {
        var before = (await Task.WhenAll(OfDesks.Select(path => _host.GetAsync(Address(path), grants)))).Select(answer => answer.Status).ToList();
        await SwitchAsync(false);
        foreach (var (path, was) in OfDesks.Zip(before))
        {
            var answer = await _host.GetAsync(Address(path), grants);
            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
            // Who had no right before may be told that.
            Assert.Contains(answer.Json.GetProperty("title").GetString(), (string[])["Figures of desks are off", .. was == HttpStatusCode.Forbidden ? ["Not allowed"] : Array.Empty<string>()]);
        }

        // The other community has not.
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync($"/api/v1/communities/other/usage/ranking?{Dates}", "facilityManager:other")).Status);
        await SwitchAsync(true);
        Assert.Equal(before, (await Task.WhenAll(OfDesks.Select(path => _host.GetAsync(Address(path), grants)))).Select(answer => answer.Status));
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData(ApiHost.Manager)]
    public async Task Figures_of_zones_remain_and_those_of_few_people_or_desks_are_withheld_from_everybody(string grants)
    {
        Assert.DoesNotContain("withheld", (await _host.GetAsync($"{Hub}/usage?{Dates}", grants)).Text, StringComparison.Ordinal);
        await SwitchAsync(false);
        // The open area has four desks, and is the only zone with desks or a meter; and there is one room.
        foreach (var path in (string[])["usage", "usage/zones/open-3", "usage/heatmap", "usage/heatmap?zone=open-3", "series/open-3/meter/1/energy", "series/open-3/env/1/co2"])
        {
            var withheld = await _host.GetAsync(Address(path), grants);
            Assert.Equal((HttpStatusCode.Forbidden, "Withheld"), (withheld.Status, withheld.Json.GetProperty("title").GetString()));
        }

        var room = await _host.GetAsync($"{Hub}/usage/zones/meeting-1?{Dates}", grants);
        Assert.Equal(HttpStatusCode.OK, room.Status);
        Assert.StartsWith("it is withheld", room.Json.GetProperty("rooms").GetProperty("use").GetProperty("seatHours").GetProperty("why").GetString(), StringComparison.Ordinal);
        var zones = await _host.GetAsync($"{Hub}/usage/zones?{Dates}", grants);
        Assert.Equal(HttpStatusCode.OK, zones.Status);
        var line = zones.Json.GetProperty("zones").EnumerateArray().Single(zone => zone.GetProperty("zone").GetString() == "meeting-1");
        foreach (var figure in (string[])["placeUse", "seatHours"]) Assert.StartsWith("it is withheld", line.GetProperty(figure).GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_is_a_change_as_every_other()
    {
        var read = await _host.GetAsync(Hub);
        Assert.True(read.Json.GetProperty("deskFigures").GetBoolean());
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutAsync(new { given = false }, null)).Status);
        var put = await PutAsync(new { given = false }, read.ETag);
        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(new { given = true }, read.ETag)).Status);
        Assert.False((await _host.GetAsync(Hub)).Json.GetProperty("deskFigures").GetBoolean());

        var change = (await _host.GetAsync($"{Hub}/changes/{put.Json.GetProperty("version").GetInt64()}")).Json;
        Assert.Equal(("u-1", "works council"), (change.GetProperty("who").GetString(), change.GetProperty("why").GetString()));
        var row = Assert.Single(change.GetProperty("changes").EnumerateArray());
        Assert.Equal(("communities", "hub"), (row.GetProperty("table").GetString(), row.GetProperty("key").GetString()));
        Assert.Equal("deskFigures", Assert.Single(row.GetProperty("fields").EnumerateObject()).Name);
        // Everything else of the community is as it was.
        Assert.Equal(Sample.Rows().OfType<CommunityFacts>().Single() with { DeskFigures = false }, _host.Services.GetRequiredService<RegistryBook>().Read("hub").Community);
    }

    [Theory]
    [InlineData("""{"given": 0}""", "given")]
    [InlineData("""{"given": "no"}""", "given")]
    [InlineData("""{}""", "given")]
    [InlineData("""[]""", "given")]
    [InlineData("""{"given": false, "deskFigures": false}""", "deskFigures")]
    public async Task What_is_wrong_with_it_is_named_and_changes_nothing(string body, string field)
    {
        var answer = await PutAsync(new StringContent(body, System.Text.Encoding.UTF8, "application/json"), (await _host.GetAsync(Hub)).ETag);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.FaultyFields);
        Assert.True((await _host.GetAsync(Hub)).Json.GetProperty("deskFigures").GetBoolean());
    }

    [Theory]
    [InlineData("tenant:hub/t-1", HttpStatusCode.Forbidden)]
    [InlineData("auditor:nanshan", HttpStatusCode.Forbidden)]
    [InlineData("facilityManager:other", HttpStatusCode.NotFound)]
    public async Task Who_may_not_change_the_registry_may_not_switch_it(string grants, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _host.SendAsync(HttpMethod.Put, $"{Hub}/desk-figures", grants, new { given = true }, "\"1\"")).Status);

    private static string Address(string path) => path.StartsWith("usage/hours/", StringComparison.Ordinal) ? $"{Hub}/{path}" : $"{Hub}/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Dates}";

    private async Task SwitchAsync(bool isGiven) => Assert.Equal(HttpStatusCode.OK, (await PutAsync(new { given = isGiven }, (await _host.GetAsync(Hub)).ETag)).Status);

    private Task<ApiAnswer> PutAsync(object body, string? ifMatch) => _host.SendAsync(HttpMethod.Put, $"{Hub}/desk-figures?why=works%20council", body: body, ifMatch: ifMatch);
}

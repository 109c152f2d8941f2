using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Tests.Usage;

/// <summary>Who may not see desks gets no figures that are about fewer than five people, in none of the answers.</summary>
public sealed class SmallGroupEndpointsTests
{
    private const string Hub = "/api/v1/communities/hub/usage";
    private const string Dates = "from=2026-02-02&to=2026-03-01";

    [Theory]
    [InlineData("city")]
    [InlineData("auditor:nanshan")]
    public async Task Figures_of_few_people_are_withheld_from_who_may_not_see_desks(string grants)
    {
        await using var host = await ApiHost.StartAsync();
        // Three people lease desks of open-3, and nobody leases anything else: the total less the other zones would be theirs. What is of rooms is not.
        var total = await host.GetAsync($"{Hub}?{Dates}", grants);
        Assert.Equal(HttpStatusCode.OK, total.Status);
        foreach (var figure in (JsonElement[])[total.Json.GetProperty("desks").GetProperty("use").GetProperty("seatHours"), total.Json.GetProperty("desks").GetProperty("medianStay"), total.Json.GetProperty("leases").GetProperty("attendance"), total.Json.GetProperty("energy").GetProperty("total"), total.Json.GetProperty("energy").GetProperty("baseLoad")])
            Assert.StartsWith("it is withheld", figure.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", total.Json.GetProperty("rooms").GetRawText(), StringComparison.Ordinal);
        foreach (var path in (string[])[$"{Hub}/zones/open-3?{Dates}", $"{Hub}/heatmap?{Dates}", $"{Hub}/heatmap?zone=open-3&{Dates}"])
        {
            var withheld = await host.GetAsync(path, grants);
            Assert.Equal((HttpStatusCode.Forbidden, "Withheld"), (withheld.Status, withheld.Json.GetProperty("title").GetString()));
            Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(path)).Status);
        }

        var lines = (await host.GetAsync($"{Hub}/zones?{Dates}", grants)).Json.GetProperty("zones").EnumerateArray().ToDictionary(line => line.GetProperty("zone").GetString()!);
        Assert.StartsWith("it is withheld", lines["open-3"].GetProperty("seatHours").GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, lines["open-3"].GetProperty("placeUse").GetProperty("value").ValueKind);
        foreach (var path in (string[])["ranking", "idle", "hours", "places/open-3/desk/1", "tenants/t-1"])
            Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync($"{Hub}/{path}?{Dates}", grants)).Status);

        const string Meter = "/api/v1/communities/hub/series/open-3/meter/1/energy?from=2026-02-02&to=2026-03-01";
        Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync(Meter, grants)).Status);

        // They are ten, and have two desks.
        SetPeople(host, 10);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync(Meter, grants)).Status);
        LeaseWholeZone(host);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await host.GetAsync(Meter, grants)).Status);
        foreach (var path in (string[])[$"{Hub}?{Dates}", $"{Hub}/zones/open-3?{Dates}", $"{Hub}/heatmap?{Dates}"]) Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(path, grants)).Status);
        Assert.DoesNotContain("withheld", (await host.GetAsync($"{Hub}/zones?{Dates}", grants)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_sees_its_own_figures_whatever_its_size()
    {
        await using var host = await ApiHost.StartAsync();
        SetPeople(host, 1);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"{Hub}/tenants/t-1?{Dates}", "tenant:hub/t-1")).Status);
    }

    private static void SetPeople(ApiHost host, int people) => Put(host, host.Services.GetRequiredService<RegistryBook>().Read("hub").Rows.Find<Tenant>("hub/t-1")! with { HeadCount = people });

    private static void LeaseWholeZone(ApiHost host) =>
        Put(host, host.Services.GetRequiredService<RegistryBook>().Read("hub").Rows.Find<Lease>("hub/l-1")! with { Kind = LeaseKind.Zone, Places = Tags.None, AddressKind = null, Address = null });

    private static void Put(ApiHost host, object row) => Assert.IsType<Committed>(host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "people") { Put = [row] }));
}

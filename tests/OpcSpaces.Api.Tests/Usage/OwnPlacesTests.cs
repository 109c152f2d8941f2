using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Registry.Tests;

namespace OpcSpaces.Api.Tests.Usage;

/// <summary>A tenant reads figures and series of the desks that it leases, on the dates of its leases. The sample leases desks 1 and 2 to t-1 in 2026; today is 2 March.</summary>
public sealed class OwnPlacesTests : IAsyncLifetime
{
    private const string Hub = "/api/v1/communities/hub";
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        var store = _host.Services.GetRequiredService<RegistryStore>();
        var rows = _host.Services.GetRequiredService<RegistryBook>().Read("hub").Rows;
        // t-2 had desk 2 before, and has desk 3 in two leases with a day between.
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("eva", "leases")
        {
            Put =
            [
                rows.Find<Tenant>("hub/t-1")! with { Id = "t-2", Uscc = Sample.UsccOf("t-2"), From = new(2025, 1, 1) },
                Lease("l-2", "t-2", "desk/2", new(2025, 6, 1), new(2025, 12, 31)), Lease("l-3", "t-2", "desk/3", new(2026, 1, 1), new(2026, 1, 31)), Lease("l-4", "t-2", "desk/3", new(2026, 2, 2), null),
                rows.Find<Zone>("hub/open-3")! with { From = new(2025, 1, 1) },
            ],
        }));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("t-1", "desk/1", "2026-01-01", "2026-03-01", true)]
    [InlineData("t-1", "desk/1", "2025-12-31", "2026-03-01", false)] // a day before its lease
    [InlineData("t-1", "desk/3", "2026-02-03", "2026-02-03", false)] // another's
    [InlineData("t-1", "desk/4", "2026-02-03", "2026-02-03", false)] // nobody's
    [InlineData("t-2", "desk/2", "2025-06-01", "2025-12-31", true)]
    [InlineData("t-2", "desk/2", "2026-01-01", "2026-01-01", false)] // t-1 has it now
    [InlineData("t-1", "desk/2", "2025-12-31", "2025-12-31", false)] // t-2 had it then
    [InlineData("t-2", "desk/3", "2026-01-30", "2026-01-31", true)]
    [InlineData("t-2", "desk/3", "2026-01-31", "2026-02-02", false)] // nobody's between
    [InlineData("t-2", "desk/3", "2026-02-02", "2026-03-02", true)]
    public async Task A_tenant_sees_a_desk_on_the_dates_on_which_it_leases_it(string tenant, string desk, string from, string to, bool may)
    {
        foreach (var path in (string[])[$"usage/places/open-3/{desk}", $"series/open-3/{desk}/occupied", $"series/open-3/{desk}/power"])
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await _host.GetAsync($"{Hub}/{path}?from={from}&to={to}", $"tenant:hub/{tenant}")).Status);
    }

    [Fact]
    public async Task A_place_that_does_not_exist_is_not_found() => Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync($"{Hub}/usage/places/open-3/desk/99", "tenant:hub/t-1")).Status);

    [Fact]
    public async Task A_time_beyond_the_lease_is_refused_with_its_dates()
    {
        var answer = await _host.GetAsync($"{Hub}/usage/places/open-3/desk/2?from=2025-05-31&to=2025-12-31", "tenant:hub/t-2");
        Assert.Equal((HttpStatusCode.Forbidden, "Not yours"), (answer.Status, answer.Json.GetProperty("title").GetString()));
        Assert.Contains("2025-06-01 to 2025-12-31", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        // An instant after midnight is of the next date.
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync($"{Hub}/series/open-3/desk/2/occupied?from=2025-12-31T00:00:00%2B08:00&to=2026-01-01T00:00:00.001%2B08:00", "tenant:hub/t-2")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync($"{Hub}/series/open-3/desk/2/occupied?from=2025-12-31T00:00:00%2B08:00&to=2026-01-01T00:00:00%2B08:00", "tenant:hub/t-2")).Status);
    }

    [Fact]
    public async Task A_series_ends_with_the_lease_however_long_its_parts_are()
    {
        // Parts of two days: the second would have the first date of the next tenant.
        var answer = (await _host.GetAsync($"{Hub}/series/open-3/desk/2/occupied?from=2025-12-29&to=2025-12-31&points=2", "tenant:hub/t-2")).Json;
        Assert.Equal(2 * 86_400, answer.GetProperty("stepSeconds").GetInt64());
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 16, 0, 0, TimeSpan.Zero), answer.GetProperty("to").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_faulty_question_does_not_tell_whether_somebody_else_leases_a_desk()
    {
        foreach (var query in (string[])["from=yesterday", "points=0", "format=xml", "from=2026-02-03&to=2026-02-03"])
        {
            var leased = await _host.GetAsync($"{Hub}/series/open-3/desk/1/occupied?{query}", "tenant:hub/t-2");
            var free = await _host.GetAsync($"{Hub}/series/open-3/desk/4/occupied?{query}", "tenant:hub/t-2");
            Assert.Equal((HttpStatusCode.Forbidden, free.Text), (leased.Status, leased.Text));
            Assert.Equal(HttpStatusCode.Forbidden, free.Status);
        }
    }

    [Theory]
    [InlineData("tenant:hub/t-9")]
    [InlineData("city")]
    [InlineData("auditor:nanshan")]
    [InlineData("gatewayOperator:hub")]
    public async Task Nobody_else_sees_it_by_the_lease(string grants)
    {
        foreach (var path in (string[])["usage/places/open-3/desk/1", "series/open-3/desk/1/occupied"])
            Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync($"{Hub}/{path}?from=2026-02-02&to=2026-02-03", grants)).Status);
    }

    [Fact]
    public async Task A_tenant_of_another_community_with_the_same_id_learns_nothing()
    {
        foreach (var path in (string[])["usage/places/open-3/desk/1", "series/open-3/desk/1/occupied"])
        {
            var foreign = await _host.GetAsync($"{Hub}/{path}?from=2026-02-02&to=2026-02-03", "tenant:other/t-1");
            var missing = await _host.GetAsync($"/api/v1/communities/nowhere/{path}?from=2026-02-02&to=2026-02-03", "tenant:other/t-1");
            Assert.Equal((HttpStatusCode.NotFound, missing.Text), (foreign.Status, foreign.Text));
        }
    }

    [Fact]
    public async Task A_lease_of_a_whole_zone_has_all_of_its_desks_and_no_meter()
    {
        var rows = _host.Services.GetRequiredService<RegistryBook>().Read("hub").Rows;
        Assert.IsType<Committed>(_host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "the whole zone")
        {
            Put = [rows.Find<Lease>("hub/l-1")! with { Kind = LeaseKind.Zone, Places = Tags.None, AddressKind = null, Address = null }],
            Remove = [new RowName("leases", "hub/l-3"), new RowName("leases", "hub/l-4")],
        }));
        foreach (var desk in Enumerable.Range(1, 4)) Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync($"{Hub}/series/open-3/desk/{desk}/occupied?from=2026-02-02&to=2026-02-03", "tenant:hub/t-1")).Status);
        foreach (var path in (string[])["meter/1/energy", "door/1/entry"]) Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync($"{Hub}/series/open-3/{path}?from=2026-02-02&to=2026-02-03", "tenant:hub/t-1")).Status);
    }

    private static Lease Lease(string id, string tenant, string desk, DateOnly from, DateOnly? to) => new("hub", id, tenant, LeaseKind.Desks, "open-3", Tags.Of(desk), from, 3, 600, to);
}

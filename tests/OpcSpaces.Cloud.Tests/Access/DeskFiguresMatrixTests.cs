using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Usage;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Storage.Usage;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>
/// Every route of the host, where a community has switched figures of single desks off: what gives such figures is refused to everybody, and
/// nothing else names a desk. A new route cannot forget it: it needs an expectation in <see cref="RouteMatrixContract"/>, and without the word <c>desks</c> there its answer is searched for the desk here.
/// </summary>
public sealed class DeskFiguresMatrixTests : IAsyncLifetime
{
    private const string Desk = "desk/7531"; // a number that stands nowhere else
    private const string OfFloor = "?community=hub-a&floor=all";
    private const string Hour = "2026-03-02T08:00:00Z";

    // Rows of the registry, and what was changed in them, are no figures.
    private static readonly HashSet<string> Rows = [.. RouteMatrixContract.TableRoutes().Select(route => route.Key), "GET /api/v1/communities/{community}/changes/{version:long}", "PAGE /privacy/{community}/labels/{floor}"];

    private TwoCommunities _site = null!;

    public async Task InitializeAsync()
    {
        _site = await TwoCommunities.StartAsync();
        Commit(
            new Floor("hub-a", TwoCommunities.Floor, "all", 1, 40, 20), new Zone("hub-a", "open-1", TwoCommunities.Floor, "Open", ZoneKind.OpenArea, Outline: Outline.Rectangle(0, 0, 20, 10)),
            new Desk("hub-a", "open-1", Desk, 2, 2, 0, Tags.None), new Desk("hub-a", "open-1", "desk/2", 4, 2, 0, Tags.None),
            new Tenant("hub-a", "t-1", "甲", "91440300MA5FTQ0Y23", 2, "ai", TenantStage.Idea, new DateOnly(2026, 1, 1)),
            new Lease("hub-a", "l-1", "t-1", LeaseKind.Desks, "open-1", Tags.Of(Desk), new DateOnly(2026, 1, 1), 3, 600));
        var record = new UsageRecord
        {
            Zone = new ZoneKey("hub-a", "open-1"),
            StartMs = DateTimeOffset.Parse(Hour, null).ToUnixTimeMilliseconds(),
            Revision = 1,
            Closing = UsageClosing.Sealed,
            Places = [new PlaceUsage(Desk, 3_600_000, 1_800_000, 3_600_000, 1_800_000, 1_800_000, 1_800_000, null)],
        };
        _site.Cloud.Services.GetRequiredService<WatchedUsageStore>().Write([new EmittedRecord(record, UsageContent.Write(record), 1)], null);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task What_gives_figures_of_desks_is_refused_to_everybody_and_nothing_else_names_one()
    {
        var routes = RouteMatrixContract.RoutesOf(_site).Where(route => route.Method == "GET" && !Rows.Contains(route.Name)).ToList();
        var ofDesks = routes.Where(route => RouteMatrixContract.Expected[route.Name].Split(' ').Contains("desks")).ToList();
        // As long as they are given, the manager gets them, and the plan has desks: what is looked for later is there.
        foreach (var (name, _, path) in ofDesks) Assert.True(await AskAsync("facilityManager", path) is (HttpStatusCode.OK, _), name);
        Assert.Contains(Desk, (await AskAsync("display", "/communities/{CommunityId}/floors/{FloorId}")).Body, StringComparison.Ordinal);
        Assert.NotEmpty((await _site.SnapshotAsync("display", OfFloor)).GetProperty("desks").EnumerateArray());

        Switch(false);
        var faults = new StringBuilder();
        foreach (var (name, _, path) in routes)
        {
            foreach (var role in TwoCommunities.Roles)
            {
                var (status, body) = await AskAsync(role, path);
                var isOfDesks = RouteMatrixContract.Expected[name].Split(' ').Contains("desks");
                if (isOfDesks && status is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized)) faults.AppendLine($"{name} as {role}: it is refused, and was {(int)status}");
                if (isOfDesks && role is ("administrator" or "facilityManager") && !body.Contains("Figures of desks are off", StringComparison.Ordinal)) faults.AppendLine($"{name} as {role}: it says that they are off, and said {body}");
                if (body.Contains(Desk, StringComparison.Ordinal)) faults.AppendLine($"{name} as {role}: it names a desk");
            }
        }

        Assert.Equal("", faults.ToString());
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("facilityManager")]
    [InlineData("tenant")]
    [InlineData("gatewayOperator")]
    [InlineData("display")]
    public async Task The_stream_has_zones_and_no_desks(string role)
    {
        Switch(false);
        var snapshot = await _site.SnapshotAsync(role, OfFloor);
        Assert.Empty(snapshot.GetProperty("desks").EnumerateArray());
        var zone = Assert.Single(snapshot.GetProperty("zones").EnumerateArray());
        // Of two desks nothing is said.
        Assert.Equal(("hub-a/open-1", 2, false), (zone.GetProperty("key").GetString(), zone.GetProperty("desks").GetInt32(), zone.TryGetProperty("occupiedAtMost", out _)));
    }

    [Fact]
    public async Task An_open_stream_gets_no_desk_after_the_switch()
    {
        using var answer = await (await _site.AsAsync("display")).GetAsync("/api/v1/live", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var isOff = false;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            if (isOff) Assert.DoesNotContain(Desk, item.Data, StringComparison.Ordinal);
            if (isOff || item.EventType != "snapshot") continue;
            Switch(false);
            isOff = true;
        }

        // It has ended, and the page asks again.
        Assert.True(isOff);
        Assert.Empty((await _site.SnapshotAsync("display", OfFloor)).GetProperty("desks").EnumerateArray());
    }

    private void Switch(bool isGiven) => Commit(new CommunityFacts("hub-a", "Hub A", "nanshan", "Asia/Shanghai", DeskFigures: isGiven));

    private void Commit(params object[] rows) => Assert.IsType<Committed>(_site.Cloud.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("test", "test") { Put = rows }));

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string role, string path)
    {
        (string Name, string Value)[] values =
        [
            ("{community}", "hub-a"), ("{CommunityId}", "hub-a"), ("{floor}", TwoCommunities.Floor), ("{FloorId}", TwoCommunities.Floor), ("{zone}", "open-1"), ("{kind}", "desk"), ("{number}", "7531"),
            ("{metric}", "occupied"), ("{start}", Hour), ("{tenant}", "t-1"), ("{version:long}", "1"),
        ];
        var address = values.Aggregate(path, (text, value) => text.Replace(value.Name, value.Value, StringComparison.Ordinal));
        while (address.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at) address = $"{address[..at]}none{address[(address.IndexOf('}', StringComparison.Ordinal) + 1)..]}";
        // The dates that the record is of.
        if (path.Contains("/usage", StringComparison.Ordinal) && !path.Contains("{start}", StringComparison.Ordinal) || path.Contains("/series/", StringComparison.Ordinal)) address += "?from=2026-03-02&to=2026-03-02";
        using var answer = await (await _site.AsAsync(role)).GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        // A stream has no end; the others read it.
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync());
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Alarms.Conditions;
using OpcSpaces.Model.Places;
using OpcSpaces.Registry.Tests.Databases;

namespace OpcSpaces.Api.Tests.Alarms;

/// <summary>Alarms over HTTP, on both databases.</summary>
[Collection(PostgresTests.Name)]
public class AlarmEndpointsTests(PostgresFixture postgres, ApiHostFixture unchanged) : IClassFixture<ApiHostFixture>
{
    private const string Hub = "/api/v1/communities/hub/alarms";
    private const string Operator = "gatewayOperator:hub";
    private const string Long = "0123456789012345678901234567890123456789012345678901234567890123456789";

    private AlarmBook _book = new([]);

    public static TheoryData<bool> Databases => [false, true];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_alarm_is_listed_acknowledged_and_cleared(bool isPostgres)
    {
        await using var host = await ApiHost.StartAsync(isPostgres ? postgres.NewDatabase() : null);
        Judge(host, Silent("hub", "gw-1"), Silent("hub", "gw-2"), High("hub"), Silent(ApiHost.Other, "gw-1"));
        var list = (await host.GetAsync(Hub, Operator)).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(3, list.Count);
        Assert.All(list, alarm => Assert.Equal("open", alarm.GetProperty("state").GetString()));
        var id = list.Single(alarm => alarm.GetProperty("subject").GetProperty("id").GetString() == "gw-2").GetProperty("id").GetString();

        var acknowledged = await host.SendAsync(HttpMethod.Post, $"{Hub}/{id}/acknowledge", Operator, new { note = "  somebody is on the way " });
        Assert.Equal(("acknowledged", "u-1", "somebody is on the way"), (acknowledged.Json.GetProperty("state").GetString(), acknowledged.Json.GetProperty("acknowledgedBy").GetString(), acknowledged.Json.GetProperty("note").GetString()));
        Assert.Equal(acknowledged.Text, (await host.SendAsync(HttpMethod.Post, $"{Hub}/{id}/acknowledge", ApiHost.Manager, new { note = "I am" })).Text);

        Judge(host);
        Assert.Equal(HttpStatusCode.Conflict, (await host.SendAsync(HttpMethod.Post, $"{Hub}/{id}/acknowledge", Operator, new { })).Status);
        var history = (await host.GetAsync($"{Hub}/{id}", Operator)).Json;
        Assert.Equal("cleared", history.GetProperty("alarm").GetProperty("state").GetString());
        Assert.Equal(["raised", "acknowledged", "cleared"], history.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("event").GetString()));
        Assert.Empty((await host.GetAsync($"{Hub}?state=open", Operator)).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Events_are_read_from_a_position_on_and_hold_those_of_the_community_alone()
    {
        await using var host = await ApiHost.StartAsync();
        Judge(host, Silent("hub", "gw-1"), Silent(ApiHost.Other, "gw-1"), High("hub"));
        Judge(host);
        var (after, seen) = (0L, new List<long>());
        while (true)
        {
            var answer = (await host.GetAsync($"{Hub}/events?after={after}&limit=1", Operator)).Json;
            var items = answer.GetProperty("items").EnumerateArray().ToList();
            if (items.Count == 0) break;
            Assert.Single(items);
            seen.Add(items[0].GetProperty("sequence").GetInt64());
            after = answer.GetProperty("after").GetInt64();
        }

        Assert.Equal(4, seen.Count);
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task Who_asks_from_a_position_whose_events_are_deleted_is_told_so()
    {
        await using var host = await ApiHost.StartAsync();
        Judge(host, Silent("hub", "gw-1"));
        Judge(host);
        Judge(host, High("hub"));
        Assert.Equal(JsonValueKind.Null, (await EventsAsync(0)).GetProperty("deletedThrough").ValueKind);
        Assert.Equal(1, host.Services.GetRequiredService<AlarmStore>().Expire("hub", host.Time.GetUtcNow(), 10).Count);
        Assert.Equal((2, 3), ((await EventsAsync(0)).GetProperty("deletedThrough").GetInt64(), (await EventsAsync(0)).GetProperty("items")[0].GetProperty("sequence").GetInt64()));
        Assert.Equal(JsonValueKind.Null, (await EventsAsync(2)).GetProperty("deletedThrough").ValueKind);

        async Task<JsonElement> EventsAsync(long after) => (await host.GetAsync($"{Hub}/events?after={after}", Operator)).Json;
    }

    [Fact]
    public async Task Lists_are_filtered_have_pages_and_an_etag()
    {
        await using var host = await ApiHost.StartAsync();
        Judge(host, Silent("hub", "gw-1"), Silent("hub", "gw-2"), High("hub"));
        Assert.Single((await host.GetAsync($"{Hub}?kind=co2High&severity=major&about=point&zone=open-3&subject=env%2F1", Operator)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await host.GetAsync($"{Hub}?kind=gatewaySilent", Operator)).Json.GetProperty("items").GetArrayLength());
        Assert.Empty((await host.GetAsync($"{Hub}?severity=critical", Operator)).Json.GetProperty("items").EnumerateArray());

        List<string?> ids = [];
        for (string? next = ""; next is not null;)
        {
            var page = (await host.GetAsync($"{Hub}?limit=2{(next.Length > 0 ? $"&cursor={next}" : "")}", Operator)).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(alarm => alarm.GetProperty("id").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(3, ids.Distinct().Count());
        var first = await host.GetAsync(Hub, Operator);
        Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync(Hub, Operator, first.ETag)).Status);
        Judge(host);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(Hub, Operator, first.ETag)).Status);
    }

    [Theory]
    [InlineData("?state=shut", "state")]
    [InlineData("?kind=1", "kind")]
    [InlineData("?severity=High", "severity")]
    [InlineData("?about=desk", "about")]
    [InlineData("?status=open", "status")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?zone=%00", "zone")]
    [InlineData("?subject=desk%0A1", "subject")]
    [InlineData("?subject=" + Long + Long, "subject")]
    [InlineData("/events?after=-1", "after")]
    [InlineData("/events?after=x", "after")]
    public async Task A_wrong_question_names_its_field(string question, string field)
    {
        var answer = await unchanged.Host.GetAsync($"{Hub}{question}", Operator);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Assert.Single(answer.FaultyFields)));
    }

    [Fact]
    public async Task Alarms_of_others_and_of_nobody_are_not_found_and_those_of_the_cloud_are_for_the_administrator()
    {
        await using var host = await ApiHost.StartAsync();
        Judge(host, Silent(ApiHost.Other, "gw-1"), new Finding(AlarmKey.NotRecording, Standing.Holds, "the broker is away") { Severity = AlarmSeverity.Critical });
        var foreign = (await host.GetAsync($"/api/v1/communities/{ApiHost.Other}/alarms", "administrator")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        foreach (var id in (string?[])[foreign, "20260302T010000000-0000000000", "%20"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync($"{Hub}/{id}", Operator)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Post, $"{Hub}/{id}/acknowledge", Operator, new { })).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync("/api/v1/alarms", Operator)).Status);
        var own = (await host.GetAsync("/api/v1/alarms", "administrator")).Json.GetProperty("items");
        Assert.Equal(("notRecording", "installation"), (own[0].GetProperty("kind").GetString(), own[0].GetProperty("subject").GetProperty("kind").GetString()));
        var path = $"/api/v1/alarms/{own[0].GetProperty("id").GetString()}";
        Assert.Equal("acknowledged", (await host.SendAsync(HttpMethod.Post, $"{path}/acknowledge", "administrator", new { note = (string?)null })).Json.GetProperty("state").GetString());
        Assert.Equal(2, (await host.GetAsync(path, "administrator")).Json.GetProperty("events").GetArrayLength());
        Assert.Equal(2, (await host.GetAsync("/api/v1/alarms/events", "administrator")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_wrong_note_is_refused_with_its_field()
    {
        await using var host = await ApiHost.StartAsync();
        Judge(host, Silent("hub", "gw-1"));
        var id = (await host.GetAsync(Hub, Operator)).Json.GetProperty("items")[0].GetProperty("id").GetString();
        foreach (var (body, field) in ((object, string)[])[(new { note = 5 }, "note"), (new { note = new string('x', 1_001) }, "note"), (new { note = "a\u0007b" }, "note"), (new { who = "eva" }, "who"), (new[] { 1 }, "body"), (Raw("""{"note":"\ud800"}"""), "note"), (Raw("""{"\ud800":1}"""), "body"), (Raw("""{"note":{"\udc00":1}}"""), "body")])
        {
            var answer = await host.SendAsync(HttpMethod.Post, $"{Hub}/{id}/acknowledge", Operator, body);
            Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Assert.Single(answer.FaultyFields)));
        }
    }

    private static StringContent Raw(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private static Finding Silent(string community, string gateway) =>
        new(new AlarmKey(AlarmKind.GatewaySilent, AlarmSubject.Of(new GatewayKey(community, gateway))), Standing.Holds, "it is offline") { Severity = AlarmSeverity.Major };

    private static Finding High(string community) =>
        new(new AlarmKey(AlarmKind.Co2High, AlarmSubject.Of(new PointKey(community, "open-3", "env/1"))), Standing.Holds, "1,600 ppm CO₂") { Severity = AlarmSeverity.Major };

    private void Judge(ApiHost host, params Finding[] findings)
    {
        var turn = _book.Judge(host.Time.GetUtcNow(), new AlarmFindings(findings.ToDictionary(finding => finding.Key), new Dictionary<AlarmKind, string>()));
        host.Services.GetRequiredService<AlarmStore>().Commit(turn);
        _book = turn.Next;
        host.Time.Advance(TimeSpan.FromMinutes(1));
    }
}

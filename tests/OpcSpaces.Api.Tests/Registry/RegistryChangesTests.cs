using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Tests.Registry;

public class RegistryChangesTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_row_is_added_changed_and_removed_with_who_and_why()
    {
        var desk = new { x = 9.5, y = 4.25, rotationDegrees = 0, equipment = new[] { "standing" }, number = "3-009" };
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/9", body: desk)).Status);
        var added = await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/9?why=new", body: desk, ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.OK, added.Status);
        Assert.Equal(1, added.Json.GetProperty("added").GetInt32());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/9", body: desk, ifNoneMatch: "*")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/9", body: desk with { x = 9.75 }, ifMatch: "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/9", body: desk with { x = 9.75 }, ifMatch: added.ETag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Delete, "/api/v1/communities/hub/desks/open-3/desk/9", ifMatch: "\"4\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/api/v1/communities/hub/desks/open-3/desk/9")).Status);
        var trail = (await _host.GetAsync("/api/v1/communities/hub/changes")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([5, 4, 3, 1], trail.Select(entry => entry.GetProperty("version").GetInt32()));
        Assert.Equal("new", trail[2].GetProperty("why").GetString());
        Assert.Equal("u-1", trail[2].GetProperty("who").GetString());
    }

    [Fact]
    public async Task A_version_that_nobody_can_have_seen_overwrites_nothing()
    {
        var desk = new { x = 9.5, y = 4.25, rotationDegrees = 0 };
        foreach (var version in (string[])["\"999999999\"", "\"99999999999999999999\"", "2", "\"two\"", "*"])
            Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/1", body: desk, ifMatch: version)).Status);
        var change = new { why = "move", put = new { desks = new[] { new { zone = "open-3", id = "desk/1", x = 1, y = 1, rotationDegrees = 0 } } }, basedOn = 999 };
        Assert.Equal(["basedOn"], (await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: change)).FaultyFields);
    }

    [Fact]
    public async Task The_community_itself_is_not_undone_by_who_runs_it()
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes/1/undo");
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/v1/communities/hub")).Status);
    }

    [Fact]
    public async Task A_change_of_one_community_leaves_what_is_in_memory_of_another()
    {
        var book = _host.Services.GetRequiredService<RegistryBook>();
        var (hub, other) = (book.Read("hub"), book.Read(ApiHost.Other));
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Delete, "/api/v1/communities/hub/absences/t-1/2026-02-14", ifMatch: "\"2\"")).Status);
        Assert.Equal((3, 2, true), (book.Read(ApiHost.Other).Version, book.Read(ApiHost.Other).ContentVersion, ReferenceEquals(other.Rows, book.Read(ApiHost.Other).Rows)));
        Assert.Equal((3, 3, false), (book.Read("hub").Version, book.Read("hub").ContentVersion, ReferenceEquals(hub.Rows, book.Read("hub").Rows)));
    }

    [Theory]
    [InlineData("{\"why\":\"\\ud800\"}", "why")]
    [InlineData("{\"why\":\"x\",\"remove\":{\"desks\":[\"\\ud800\"]}}", "remove.desks[0]")]
    [InlineData("{\"why\":\"x\",\"why\":\"y\"}", "body")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "body")]
    [InlineData("{\"why\":\"x\",\"put\":[]}", "put")]
    [InlineData("{\"why\":\"x\",\"put\":{\"communities\":[]}}", "put.communities")]
    public async Task A_body_that_cannot_be_read_is_a_fault(string json, string field)
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.FaultyFields);
    }

    [Fact]
    public async Task A_body_that_is_too_long_and_one_with_a_fault_in_each_member_have_short_answers()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: new StringContent(new string(' ', 1_100_000) + "{}", System.Text.Encoding.UTF8, "application/json"))).Status);
        var many = await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: new StringContent($"{{\"why\":\"x\",\"remove\":{{\"desks\":[{string.Join(',', Enumerable.Repeat("1", 100_000))}]}}}}", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, 100), (many.Status, many.FaultyFields.Count));
    }

    [Fact]
    public async Task A_rule_that_is_broken_is_named()
    {
        var desk = new { x = 9.5, y = 4.25, rotationDegrees = 0, equipment = Array.Empty<string>() };
        var answer = await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-9/desk/9", body: desk, ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.FaultyFields, field => field.StartsWith("desks hub/open-9/desk/9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_rows_change_together_or_not_at_all()
    {
        var wrong = new { why = "move", put = new { desks = new object[] { new { zone = "open-3", id = "desk/1", x = 1, y = 1, rotationDegrees = 0 }, new { zone = "open-3", id = "desk/x" } } }, remove = new { chairs = new[] { "1" } }, typo = 1 };
        var refused = await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: wrong);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("typo", refused.FaultyFields);
        Assert.Contains("remove.chairs", refused.FaultyFields);
        Assert.Contains("put.desks[1].x", refused.FaultyFields);
        var good = new { why = "move", put = new { desks = new[] { new { zone = "open-3", id = "desk/3", x = 1.5, y = 1.5, rotationDegrees = 0 } } }, remove = new { absences = new[] { "t-1/2026-02-14" } }, checkOnly = true };
        var check = await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: good);
        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (check.Status, check.Json.GetProperty("version").ValueKind));
        var done = await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes", body: good with { checkOnly = false });
        Assert.Equal((3, 1, 1), (done.Json.GetProperty("version").GetInt32(), done.Json.GetProperty("changed").GetInt32(), done.Json.GetProperty("removed").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/api/v1/communities/other/changes/3", "facilityManager:other")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/hub/changes/3/undo")).Status);
    }
}

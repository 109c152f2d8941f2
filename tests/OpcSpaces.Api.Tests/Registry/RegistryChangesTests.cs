using System.Net;
using System.Text.Json;

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
        Assert.Equal("eva", trail[2].GetProperty("who").GetString());
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

using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Tests.Bench;
using static OpcSpaces.Notices.Tests.Http.NoticesHost;

namespace OpcSpaces.Notices.Tests.Http;

public sealed class ChannelEndpointsTests : IAsyncLifetime
{
    // Body, and the fields that are wrong with it.
    private static readonly (string Body, string Fields)[] Faulty =
    [
        ("""{}""", "kind"),
        ("""{"kind":"fax","name":"x"}""", "kind"),
        ("""{"kind":"webhook","name":""}""", "name address"),
        ("""{"kind":"webhook","name":"x","address":"http://hooks.example.org/"}""", "address"),
        ("""{"kind":"webhook","name":"x","address":"https://10.0.0.1/"}""", "address"),
        ("""{"kind":"webhook","name":"x","address":"https://u:p@hooks.example.org/"}""", "address"),
        ("""{"kind":"webhook","name":"x","address":"file:///etc/passwd"}""", "address"),
        ("""{"kind":"webhook","name":"x","address":"https://hooks.example.org/","signSecret":"s","recipients":["a@b.c"]}""", "signSecret recipients"),
        ("""{"kind":"wecom","name":"x","address":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send"}""", "address"),
        ("""{"kind":"dingtalk","name":"x","address":"https://oapi.dingtalk.com/robot/send?access_token="}""", "address"),
        ("""{"kind":"email","name":"x"}""", "recipients"),
        ("""{"kind":"email","name":"x","recipients":["eva@example.org","x","a@b.c, d@e.f",null,"Eva <eva@example.org>"]}""", "recipients[1] recipients[2] recipients[3] recipients[4]"),
        ("""{"kind":"email","name":"x","recipients":["eva@example.org"],"address":"https://x.org"}""", "address"),
        ("""{"kind":"email","name":"x","recipients":["eva@example.org"],"kinds":["Alarm","alarm.*",null]}""", "kinds[0] kinds[2]"),
        ("""{"kind":"email","name":"x","recipients":["eva@example.org"],"quietHours":{"from":"22:00","until":"22:00","timeZone":"Moon/Sea"}}""", "quietHours.until quietHours.timeZone"),
        ("""{"kind":"email","name":"x","recipients":["eva@example.org"],"quietHours":{}}""", "quietHours.from quietHours.until"),
    ];

    private NoticesHost _host = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => (_host, _receiver) = (await NoticesHost.StartAsync(), await Receiver.StartAsync());

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_made_shown_changed_and_removed_and_its_secret_is_shown_once()
    {
        var made = await MakeAsync(new { kind = "webhook", name = "ERP", language = "english", address = $"{_receiver.Address}hidden-hook?token=hidden", kinds = new[] { "alarm.*" }, leastUrgency = "warning", quietHours = new { from = "22:00", until = "07:00" } });
        var (id, secret) = (made.GetProperty("channel").GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var shown = await _host.GetAsync($"{Route}/{id}");
        Assert.Equal((Shown, true, "eva"), (shown.GetProperty("address").GetString(), shown.GetProperty("hasSecret").GetBoolean(), shown.GetProperty("changedBy").GetString()));
        Assert.Equal(("22:00", "Asia/Shanghai", "digest"), (shown.GetProperty("quietHours").GetProperty("from").GetString(), shown.GetProperty("quietHours").GetProperty("timeZone").GetString(), shown.GetProperty("quietHours").GetProperty("then").GetString()));

        // What is left out and secret stays; the rest is what the request says.
        var changed = await _host.JsonAsync(HttpMethod.Put, $"{Route}/{id}", new { name = "ERP 2", kinds = Array.Empty<string>() }, HttpStatusCode.OK, _host.ETag);
        Assert.Equal(("ERP 2", Shown, JsonValueKind.Null), (changed.GetProperty("name").GetString(), changed.GetProperty("address").GetString(), changed.GetProperty("quietHours").ValueKind));
        var test = await _host.JsonAsync(HttpMethod.Post, $"{Route}/{id}/test", null, HttpStatusCode.OK);
        Assert.True(test.GetProperty("isTaken").GetBoolean());
        Assert.Equal(("?token=hidden", "channel.test"), (_receiver.All.Single().Query, _receiver.All.Single().Json.GetProperty("type").GetString()));

        var renewed = await _host.JsonAsync(HttpMethod.Post, $"{Route}/{id}/secret", null, HttpStatusCode.OK);
        Assert.NotEqual(secret, renewed.GetProperty("secret").GetString());
        var everything = (await _host.SendAsync(HttpMethod.Get, Route)).Text + (await _host.SendAsync(HttpMethod.Get, $"{Route}/{id}")).Text + changed;
        foreach (var hidden in (string[])["hidden", "whsec_", secret]) Assert.DoesNotContain(hidden, everything, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await _host.SendAsync(HttpMethod.Delete, $"{Route}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Get, $"{Route}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Post, $"{Route}/{id}/test")).Status);
        Assert.Equal(0, (await _host.GetAsync(Route)).GetArrayLength());
    }

    [Fact]
    public async Task What_a_channel_has_to_send_is_visible_with_its_errors_and_can_be_skipped_and_replayed()
    {
        _receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        var id = (await MakeAsync(new { kind = "webhook", name = "ERP", address = $"{_receiver.Address}" })).GetProperty("channel").GetProperty("id").GetString()!;
        var queue = _host.Services.GetRequiredService<INotices>();
        foreach (var i in Enumerable.Range(1, 3)) Assert.True(await queue.AddAsync(NoticesBench.Notice($"alarm:{i}")));
        await _host.Services.GetRequiredService<DeliveryService>().RoundAsync(CancellationToken.None);
        var state = (await _host.GetAsync($"{Route}/{id}")).GetProperty("state");
        Assert.Equal((3, "it answers 500"), (state.GetProperty("waiting").GetInt32(), state.GetProperty("lastError").GetString()));
        Assert.Equal(_host.Time.GetUtcNow(), state.GetProperty("failingSince").GetDateTimeOffset());

        var first = await _host.GetAsync($"{Route}/{id}/deliveries?limit=2");
        Assert.Equal(["alarm:3", "alarm:2"], first.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("notice").GetString()));
        var rest = await _host.GetAsync($"{Route}/{id}/deliveries?limit=2&before={first.GetProperty("before").GetInt64()}&state=waiting");
        var oldest = Assert.Single(rest.GetProperty("items").EnumerateArray());
        foreach (var all in (string[])[$"{Route}/{id}/deliveries?limit=3", "/api/v1/communities/hub/notices?limit=3"])
            Assert.Equal((3, JsonValueKind.Null), ((await _host.GetAsync(all)).GetProperty("items").GetArrayLength(), (await _host.GetAsync(all)).GetProperty("before").ValueKind));
        Assert.Equal(("alarm:1", 1, "it answers 500"), (oldest.GetProperty("notice").GetString(), oldest.GetProperty("attempts").GetInt32(), oldest.GetProperty("error").GetString()));

        Assert.Equal(HttpStatusCode.NoContent, (await _host.SendAsync(HttpMethod.Delete, $"{Route}/{id}/deliveries/{oldest.GetProperty("number").GetInt64()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Delete, $"{Route}/{id}/deliveries/{oldest.GetProperty("number").GetInt64()}")).Status);
        Assert.Equal(1, (await _host.GetAsync($"{Route}/{id}")).GetProperty("state").GetProperty("givenUp").GetInt32());
        Assert.Equal(1, (await _host.JsonAsync(HttpMethod.Post, $"{Route}/{id}/replay", null, HttpStatusCode.OK)).GetProperty("waiting").GetInt32());
        var notices = await _host.GetAsync("/api/v1/communities/hub/notices?limit=2");
        Assert.Equal(["alarm:3", "alarm:2"], notices.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()));
        Assert.Equal("标题 alarm:3", notices.GetProperty("items")[0].GetProperty("chinese").GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Get, "/api/v1/communities/hub/notices?limit=0")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Get, $"{Route}/{id}/deliveries?state=lost")).Status);
    }

    [Fact]
    public async Task A_change_says_which_version_it_was_made_of()
    {
        var id = (await MakeAsync(new { kind = "email", name = "x", recipients = new[] { "eva@example.org" } })).GetProperty("channel").GetProperty("id").GetString();
        var (made, body) = (_host.ETag, new { name = "y", recipients = new[] { "eva@example.org" } });
        await _host.GetAsync($"{Route}/{id}");
        Assert.Equal(made, _host.ETag);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await _host.SendAsync(HttpMethod.Put, $"{Route}/{id}", body)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Put, $"{Route}/{id}", body, ifMatch: "\"99\"")).Status);
        await _host.JsonAsync(HttpMethod.Put, $"{Route}/{id}", body, HttpStatusCode.OK, made);
        var changed = _host.ETag;
        Assert.NotEqual(made, changed);
        var (status, text) = await _host.SendAsync(HttpMethod.Put, $"{Route}/{id}", body with { name = "z" }, ifMatch: made);
        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Contains("eva has changed it at", text, StringComparison.Ordinal);
        await _host.GetAsync($"{Route}/{id}");
        Assert.Equal(changed, _host.ETag);
        await _host.JsonAsync(HttpMethod.Put, $"{Route}/{id}", body with { name = "z" }, HttpStatusCode.OK, changed);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Put, $"{Route}/unknown", body, ifMatch: changed)).Status);
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_named()
    {
        foreach (var (body, fields) in Faulty)
        {
            var answer = await _host.JsonAsync(HttpMethod.Post, Route, body, HttpStatusCode.BadRequest);
            Assert.Equal((body, fields), (body, string.Join(' ', answer.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()))));
            Assert.DoesNotContain("u:p", answer.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_reads_and_changes_nothing_and_a_community_has_so_many_channels_and_a_kind_stays()
    {
        var body = new { kind = "email", name = "x", recipients = new[] { "eva@example.org" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.SendAsync(HttpMethod.Post, Route, body, CredentialKind.Key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Get, Route, null, CredentialKind.Key)).Status);
        var id = (await MakeAsync(body)).GetProperty("channel").GetProperty("id").GetString();
        await _host.GetAsync($"{Route}/{id}");
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Put, $"{Route}/{id}", new { kind = "webhook", name = "x", recipients = new[] { "eva@example.org" } }, ifMatch: _host.ETag)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Post, $"{Route}/{id}/secret")).Status);
        for (var i = 0; i < 3; i++) await MakeAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Post, Route, body)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Post, "/api/v1/communities/other/channels", body)).Status);
        var test = await _host.JsonAsync(HttpMethod.Post, $"{Route}/{id}/test", null, HttpStatusCode.OK);
        Assert.Equal((false, "no connection to the mail server 127.0.0.1: ConnectionRefused"), (test.GetProperty("isTaken").GetBoolean(), test.GetProperty("error").GetString()));
    }

    // The host alone: also paths have keys in them.
    private string Shown => _receiver.Address.GetLeftPart(UriPartial.Authority);

    private Task<JsonElement> MakeAsync(object body) => _host.JsonAsync(HttpMethod.Post, Route, body, HttpStatusCode.Created);
}

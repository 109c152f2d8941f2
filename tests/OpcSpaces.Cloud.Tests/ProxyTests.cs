using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

/// <summary>What proxies and monitors need of the HTTP server.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new("proxy");
    private WebApplication _cloud = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var port = FreePort.Next();
        _cloud = CloudHost.Build(new CloudOptions { DataDirectory = _directory.FullPath, Port = port, Broker = new() { Port = FreePort.Next() } });
        await _cloud.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Eventually.Patience };
        await SignedIn.AsAdministratorAsync(_cloud, _client);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _cloud.StopAsync();
        await _cloud.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_live_stream_tells_proxies_not_to_gather_it()
    {
        using var answer = await _client.GetAsync("api/v1/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(["no"], answer.Headers.GetValues("X-Accel-Buffering"));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var first = new byte[16];
        await stream.ReadExactlyAsync(first);
        Assert.StartsWith("event: snapshot", Encoding.ASCII.GetString(first), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("healthz")]
    [InlineData("api/v1/status")]
    [InlineData("api/v1/live?floor=nope")]
    [InlineData("nothing")]
    public async Task A_proxy_may_not_keep_what_changes(string path)
    {
        using var answer = await _client.GetAsync(path);
        Assert.True(answer.Headers.CacheControl?.NoStore, $"Cache-Control: {answer.Headers.CacheControl}");
    }

    [Fact]
    public async Task A_script_may_be_kept_and_is_asked_for_by_its_version()
    {
        using var answer = await _client.GetAsync("_content/OpcSpaces.Dashboards/live.js");
        Assert.NotNull(answer.Headers.ETag);
        Assert.False(answer.Headers.CacheControl?.NoStore ?? false);
    }

    [Fact]
    public async Task HEAD_of_a_live_stream_of_a_floor_that_does_not_exist_is_404_as_GET()
    {
        using var head = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "api/v1/live?floor=nope"));
        using var get = await _client.GetAsync("api/v1/live?floor=nope", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (head.StatusCode, get.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType!.MediaType, head.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("healthz")]
    [InlineData("api/v1/status")]
    [InlineData("api/v1/status/line")]
    [InlineData("api/v1/live")]
    [InlineData("_content/OpcSpaces.Dashboards/live.js")]
    [InlineData("_content/OpcSpaces.Dashboards/stream.js")]
    public async Task HEAD_is_answered_as_GET_without_the_body(string path)
    {
        using var head = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        using var get = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, get.StatusCode), (head.StatusCode, HttpStatusCode.OK));
        Assert.Equal(get.Content.Headers.ContentType!.MediaType, head.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_of_what_does_not_exist_is_404()
    {
        using var head = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "api/v1/nothing"));
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }
}

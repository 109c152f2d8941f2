using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpcSpaces.Api.Settings;

namespace OpcSpaces.Api.Tests.RateLimits;

public sealed class RateLimitsTests : IAsyncLifetime
{
    private const int OfCaller = 6;
    private const int OfStranger = 3;
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(options: new ApiOptions { RateLimits = { CallerRequestsPerMinute = OfCaller, StrangerRequestsPerMinute = OfStranger } });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again_and_takes_nothing_from_others()
    {
        for (var i = 0; i < OfCaller; i++)
        {
            using var good = await AskAsync("u-1");
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        using var more = await AskAsync("u-1");
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
        Assert.InRange(more.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", more.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Too many requests", (await more.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
        using var other = await AskAsync("u-2");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Strangers_of_one_address_are_counted_together_and_apart_from_who_has_signed_in()
    {
        for (var i = 0; i < OfStranger; i++)
        {
            using var refused = await AskAsync(null);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var more = await AskAsync(null);
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
        using var good = await AskAsync("u-3");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/communities");
        if (id is not null)
        {
            request.Headers.Add(TestCallers.Header, ApiHost.Manager);
            request.Headers.Add(TestCallers.IdHeader, id);
        }

        return await _host.Client.SendAsync(request);
    }
}

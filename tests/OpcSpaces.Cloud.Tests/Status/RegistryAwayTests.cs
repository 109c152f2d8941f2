using System.Net;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Status;

/// <summary>The database of the registry is away while the cloud runs.</summary>
public sealed class RegistryAwayTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("cloud");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Health_status_and_page_say_that_the_registry_is_away_until_it_is_back()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var settings = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(settings, $$"""{ "registry": { "provider": "postgresql", "connectionString": "{{postgres.Address("postgres")}};Timeout=5", "retryPauseMs": 50 } }""");
        await using var cloud = await CloudServer.StartAsync(_data.File("data"), broker: null, "--settings", settings);
        await HealthAsync(isAway: false);

        await postgres.StopAsync();

        await HealthAsync(isAway: true);
        Assert.Contains("The registry cannot be reached", WebUtility.HtmlDecode(await cloud.Client.GetStringAsync("")), StringComparison.Ordinal);
        Assert.Contains("\"why\": \"the PostgreSQL database of the registry cannot be used", await cloud.Client.GetStringAsync("api/v1/status"), StringComparison.Ordinal);
        Assert.Contains("| registry: the PostgreSQL database of the registry cannot be used", await cloud.Client.GetStringAsync("api/v1/status/line"), StringComparison.Ordinal);

        // Accounts are in the same database: whoever was known stays known, and nobody else comes in.
        using var stranger = new HttpClient { BaseAddress = cloud.Address, Timeout = Eventually.Patience };
        stranger.DefaultRequestHeaders.Add("Authorization", "Bearer opk_abcdefgh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        using (var answer = await stranger.GetAsync("api/v1/me")) Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));

        await postgres.RestartAsync();

        await HealthAsync(isAway: false);
        Assert.DoesNotContain("The registry cannot be reached", WebUtility.HtmlDecode(await cloud.Client.GetStringAsync("")), StringComparison.Ordinal);

        Task HealthAsync(bool isAway) => Eventually.ThatAsync(
            async () => (await cloud.Client.GetStringAsync("healthz")).Contains("\ndegraded: registry since ", StringComparison.Ordinal) == isAway,
            Eventually.Patience, isAway ? "the loss of the database to be told" : "a healthy registry", () => cloud.Log);
    }
}

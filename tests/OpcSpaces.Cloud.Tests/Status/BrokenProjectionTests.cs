using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Projections;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Status;

/// <summary>A projection that throws, as people and programs see it over HTTP; the broker is away all the time.</summary>
public sealed class BrokenProjectionTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new("broken-projection");
    private readonly BrokenProjection _broken = new();
    private WebApplication _cloud = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var port = FreePort.Next();
        var options = new CloudOptions { DataDirectory = _directory.FullPath, Port = port, Broker = new() { Port = FreePort.Next() } };
        _cloud = CloudHost.Build(options, services =>
        {
            services.AddProjection(_ => _broken);
            services.Configure<ProjectionsOptions>(projections => projections.FirstPauseMs = projections.LongestPauseMs = 1);
        });
        await _cloud.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
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
    public async Task A_bug_is_named_by_healthz_status_and_page_and_the_other_projections_go_on()
    {
        _broken.Fault = new InvalidOperationException("no <b>desk</b> is called that");
        await UntilHealthAsync(HttpStatusCode.ServiceUnavailable, "failed: projection broken has stopped");

        using var status = JsonDocument.Parse(await _client.GetStringAsync("api/v1/status"));
        var projections = status.RootElement.GetProperty("projections").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        Assert.Equal("Stopped", projections["broken"].GetProperty("condition").GetString());
        Assert.Contains("InvalidOperationException at entry 1: no <b>desk", projections["broken"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var name in (string[])["live", "series"])
        {
            Assert.Equal("Running", projections[name].GetProperty("condition").GetString());
            Assert.Equal(status.RootElement.GetProperty("journalLastId").GetInt64(), projections[name].GetProperty("position").GetInt64());
        }

        var trouble = Assert.Single(await TroublesAsync(), trouble => trouble.GetProperty("what").GetString()!.Contains("broken", StringComparison.Ordinal));
        Assert.Equal("The projection 'broken' has stopped: its readings wait in the journal, and this page still works.", trouble.GetProperty("what").GetString());
        Assert.StartsWith("Restart the cloud.", trouble.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.False(trouble.GetProperty("hidesPlan").GetBoolean());
    }

    [Fact]
    public async Task An_outage_degrades_the_host_until_it_ends()
    {
        _broken.Fault = new IOException("the disk is away");
        await UntilHealthAsync(HttpStatusCode.OK, "degraded: projection broken waits and retries");
        var page = await _client.GetStringAsync("");
        Assert.Contains("The projection &#x27;broken&#x27; waits and retries", page, StringComparison.Ordinal);
        Assert.Contains("the disk is away", page, StringComparison.Ordinal);

        _broken.Fault = null;
        await Eventually.ThatAsync(
            async () => !(await _client.GetStringAsync("healthz")).Contains("broken", StringComparison.Ordinal), Eventually.Patience, "the outage to end");
    }

    private async Task UntilHealthAsync(HttpStatusCode code, string line)
    {
        var text = "";
        await Eventually.ThatAsync(
            async () =>
            {
                using var answer = await _client.GetAsync("healthz");
                text = await answer.Content.ReadAsStringAsync();
                return answer.StatusCode == code && text.Contains(line, StringComparison.Ordinal);
            },
            Eventually.Patience, line, () => text);
    }

    /// <summary>What the page is told by the first event of its stream.</summary>
    private async Task<List<JsonElement>> TroublesAsync()
    {
        await using var stream = await _client.GetStreamAsync("api/v1/live");
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            using var snapshot = JsonDocument.Parse(item.Data);
            return [.. snapshot.RootElement.GetProperty("troubles").Clone().EnumerateArray()];
        }
        throw new InvalidOperationException("The stream ended before its first event.");
    }

    private sealed class BrokenProjection : IProjection
    {
        private long _position;

        public Exception? Fault { get; set; } = new IOException("not set yet");

        public string Name => "broken";

        public TimeSpan Pace => TimeSpan.Zero;

        public long SavedPosition => _position;

        public ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation) => ValueTask.FromResult(_position);

        public ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
        {
            if (Fault is { } fault)
                throw fault;
            _position = entries[^1].Id;
            return ValueTask.CompletedTask;
        }

        public ValueTask StopAsync() => ValueTask.CompletedTask;
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Cloud.Tests.Access;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Projections.Running;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Privacy;

/// <summary>The job in a whole cloud: every kind of data, what the log says of it, and who may read that.</summary>
public sealed class HostedRetentionTests : IAsyncLifetime
{
    private const long Hour = 3_600_000;
    private TwoCommunities _site = null!;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task InitializeAsync() => _site = await TwoCommunities.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Every_kind_is_deleted_after_its_time_and_not_before_and_each_deletion_is_told_to_those_who_may_know()
    {
        var services = _site.Cloud.Services;
        var letters = services.GetRequiredService<DeadLetterTable>();
        foreach (var days in (int[])[31, 29]) letters.Add(new DeadLetter(null, 0, Now.AddDays(-days), "hub-a/open-1", "wrong-type", "door/1 entry=pseudonym", "pseudonym"u8.ToArray()));
        var series = services.GetRequiredService<ISeriesStore>();
        var (door, meter) = (new SeriesKey("access", "hub-a", "open-1", "door/1", "entry"), new SeriesKey("energy", "hub-a", "open-1", "meter/1", "energy"));
        var batch = new SeriesBatch();
        foreach (var days in (int[])[401, 31, 29])
        {
            batch.Add(door, Now.AddDays(-days).ToUnixTimeMilliseconds() * 1_000_000, PointValue.Of("pseudonym"));
            batch.Add(meter, Now.AddDays(-days).ToUnixTimeMilliseconds() * 1_000_000, PointValue.Of(5UL));
        }

        await series.WriteAsync(batch, series.Position, CancellationToken.None);
        // In Shanghai a year begins eight hours before it does in UTC.
        var year = new DateTimeOffset(RetentionRule.Usage(new PrivacyOptions()).DueBefore(Now).Year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
        var store = services.GetRequiredService<WatchedUsageStore>();
        store.Write([Record("hub-a", year - Hour), Record("hub-a", year), Record("hub-b", year - Hour), Record("gone", year - Hour), Record("gone", year + (8 * Hour))], null);
        using (var accounts = SqliteDatabase.Open(Path.Combine(_site.DataDirectory, "access.db"), vfs: null))
        {
            foreach (var days in (int[])[200, 181, 100])
                accounts.Execute($"INSERT INTO access_log(at, who, what, detail, source) VALUES({Now.AddDays(-days).ToUnixTimeMilliseconds()}, 'eva', 'SignedIn', '', 'test')");
        }

        var alarms = services.GetRequiredService<AlarmStore>();
        foreach (var days in (int[])[401, 399])
        {
            var key = new AlarmKey(AlarmKind.GatewaySilent, AlarmSubject.Of(new GatewayKey("hub-a", $"gw-{days}")));
            var id = AlarmIds.Of(key, Now.AddDays(-days));
            alarms.Commit(new BookTurn(
                alarms.LoadBook(),
                [new AlarmEvent(id, AlarmEventKind.Raised, Now.AddDays(-days), key, AlarmSeverity.Major, "offline"), new AlarmEvent(id, AlarmEventKind.Cleared, Now.AddDays(-days), key, AlarmSeverity.Minor, "gone")], [], []));
        }

        await services.GetRequiredService<PrivacyService>().RunAsync(CancellationToken.None);

        Assert.Equal("gw-399", Assert.Single(alarms.List("hub-a", new AlarmFilter(), null, 10)).Alarm.Subject.Id);
        Assert.Single(letters.ReadNewest(10));
        Assert.Equal(1, await series.CountAsync(door, CancellationToken.None));
        Assert.Equal(2, await series.CountAsync(meter, CancellationToken.None));
        Assert.Equal([year], store.Read("hub-a", null, 0, long.MaxValue).Select(record => record.StartMs));
        Assert.Empty(store.Read("hub-b", null, 0, long.MaxValue));
        Assert.Equal([year + (8 * Hour)], store.Read("gone", null, 0, long.MaxValue).Select(record => record.StartMs));

        var all = await DeletionsAsync("administrator", "api/v1/deletions");
        Assert.Equal(
            ["access-log  2", "alarms hub-a 1", "dead-letters  1", "series-access  2", "series-energy  1", "usage-records gone 1", "usage-records hub-a 1", "usage-records hub-b 1"],
            all.Select(it => $"{it.GetProperty("kind").GetString()} {it.GetProperty("community").GetString()} {it.GetProperty("count").GetInt64()}").Order(StringComparer.Ordinal));
        Assert.Contains(all, it => it.GetProperty("rule").GetString() == "privacy.personalDays=30");
        var own = await DeletionsAsync("facilityManager", "api/v1/communities/hub-a/deletions");
        Assert.DoesNotContain(own, it => it.GetProperty("community").GetString() is "hub-b" or "gone");
        Assert.DoesNotContain(own, it => it.GetProperty("kind").GetString() == "access-log");
        Assert.All(own, it => Assert.Equal(it.GetProperty("community").GetString() == "hub-a", it.GetProperty("count").ValueKind == JsonValueKind.Number));
        Assert.Contains(own, it => it.GetProperty("community").GetString() == "hub-a");
        using (var refused = await (await _site.AsAsync("facilityManager")).GetAsync("api/v1/communities/hub-b/deletions")) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.DoesNotContain("pseudonym", JsonSerializer.Serialize(all), StringComparison.Ordinal);

        // The pages of the list.
        var first = await JsonAsync("administrator", "api/v1/deletions?limit=4");
        var rest = await JsonAsync("administrator", $"api/v1/deletions?limit=4&cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(all.Select(Id), first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).Select(Id));
        using (var wrong = await (await _site.AsAsync("administrator")).GetAsync("api/v1/deletions?cursor=abc&limit=0")) Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        var status = (await JsonAsync("administrator", "api/v1/status")).GetProperty("privacy").EnumerateArray().ToDictionary(it => it.GetProperty("kind").GetString()!);
        Assert.Equal(["access-log", "alarms", "dead-letters", "raw-readings", "series-access", "series-energy", "series-environment", "series-gateway", "series-occupancy", "usage-records"], status.Keys.Order(StringComparer.Ordinal));
        Assert.All(status.Values, it => Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (it.GetProperty("fault").ValueKind, it.GetProperty("doneAt").ValueKind)));
        Assert.Equal(2, status["access-log"].GetProperty("deleted").GetInt64());
    }

    /// <summary>A cloud that has the journal of forty days ago.</summary>
    [Fact]
    public async Task Old_batches_lose_their_content_and_the_commands_say_what_was_and_what_will_be_deleted()
    {
        using var data = new TemporaryDirectory("retention");
        var old = Now.AddDays(-40);
        using (var before = new Journal(new JournalOptions { Path = data.File("journal.db") }))
            before.Append([.. Enumerable.Range(1, 20).Select(i => new JournalDraft(old.AddMinutes(i), JournalKind.Data, "hub-a/g1", "open-1", 7, (ulong)i, [.. "pseudonym"u8, (byte)i]))]);
        // A projection saves what it has when the cloud stops.
        await using (var first = await StartAsync(data))
        {
            var (projections, last) = (first.Services.GetRequiredService<ProjectionSet>(), first.Services.GetRequiredService<Journal>().LastId);
            await Eventually.ThatAsync(() => projections.Status.All(projection => projection.Position >= last), Eventually.Patience, "projections that have read the journal");
            await first.StopAsync();
        }

        await using var cloud = await StartAsync(data);
        var (code, text) = await RunAsync("privacy run --dry-run", data.FullPath);
        Assert.Equal(0, code);
        Assert.Matches("raw-readings +20 before .*, 0\\.0 MB, received since .* \\(privacy\\.rawDays=30\\)\n", text);
        Assert.Equal((0, "nothing was deleted yet\n"), await RunAsync("privacy show", data.FullPath));

        await cloud.Services.GetRequiredService<PrivacyService>().RunAsync(CancellationToken.None);

        Assert.All(cloud.Services.GetRequiredService<PrivacyService>().Status, it => Assert.Equal((null, null), (it.Fault, it.HeldBack)));
        var entries = cloud.Services.GetRequiredService<Journal>().Read(0, 20);
        Assert.All(entries, entry => Assert.Equal((JournalKind.Expired, JournalKind.Data), (entry.Kind, ExpiredEntry.Read(entry.Payload).Was)));
        Assert.Matches("raw-readings +20 +.* to .* +hub-a +\\(privacy\\.rawDays=30\\)\n", (await RunAsync("privacy show", data.FullPath)).Text);
        Assert.Matches("raw-readings +0 before", (await RunAsync("privacy run --dry-run", data.FullPath)).Text);
        var (wrong, why) = await RunAsync("privacy run", data.FullPath);
        Assert.Equal(2, wrong);
        Assert.Contains("add --dry-run", why, StringComparison.Ordinal);
        await cloud.StopAsync();
    }

    private static async Task<WebApplication> StartAsync(TemporaryDirectory data)
    {
        var options = new CloudOptions { DataDirectory = data.FullPath, Port = FreePort.Next(), Broker = new() { Port = FreePort.Next() } };
        var cloud = CloudHost.Build(options);
        await cloud.StartAsync();
        return cloud;
    }

    private async Task<List<JsonElement>> DeletionsAsync(string role, string path) => [.. (await JsonAsync(role, path)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> JsonAsync(string role, string path)
    {
        using var document = JsonDocument.Parse(await (await _site.AsAsync(role)).GetStringAsync(path));
        return document.RootElement.Clone();
    }

    private static async Task<(int Code, string Text)> RunAsync(string arguments, string data)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var code = await CloudCommand.RunAsync([.. arguments.Split(' '), "--data", data], text, text);
        return (code, text.ToString());
    }

    private static long Id(JsonElement entry) => entry.GetProperty("id").GetInt64();

    private static EmittedRecord Record(string community, long startMs)
    {
        var record = new UsageRecord { Zone = new ZoneKey(community, "open-1"), StartMs = startMs, Revision = 1, Closing = UsageClosing.Sealed };
        return new EmittedRecord(record, UsageContent.Write(record), 1);
    }
}

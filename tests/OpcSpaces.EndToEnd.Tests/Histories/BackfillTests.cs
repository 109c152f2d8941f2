using System.Globalization;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.EndToEnd.Tests.Pages;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Histories;

/// <summary>Days of history through the simulator's process, a real broker and the cloud, and then real time.</summary>
[Collection(BusyCollections.Crowds)]
public sealed class BackfillTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    private const int Gateways = 3;
    private const string PageStrip = "[data-history-text]";

    // A quarter of an hour per second, so slow that the history is not over before the test looks at it, even on a slow machine.
    private const string Slow = "900";

    // At night and on a day off nothing changes; but the air is reported at least this often.
    private static readonly TimeSpan SlowestReport = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Two_days_of_history_arrive_completely_and_once_and_real_time_follows()
    {
        await using var bench = await FaultBench.StartAsync();
        await using var sim = Simulate(bench);

        await UntilLiveAsync(bench, sim);

        var readings = await StopAndVerifyAsync(bench, sim);
        var (first, last) = (At(readings, series => series.Keys.First()).Min(), At(readings, series => series.Keys.Last()).Max());
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(first, now.AddDays(-2).AddHours(-1), now.AddDays(-2).AddHours(1));
        Assert.InRange(last, now - SlowestReport - FaultBench.Patience, now);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_history_is_shown_and_continues_where_it_stopped(bool killed)
    {
        await using var bench = await FaultBench.StartAsync();
        var page = await chromium.OpenPageAsync(bench.Cloud);
        await page.GotoAsync(bench.Cloud.Address.ToString());
        await using (var first = Simulate(bench, "--speed", Slow))
        {
            // The page has no plan yet and finds it without a reload.
            await Expect(page.Locator(PageStrip)).ToContainTextAsync("Loading history: ");
            await Expect(page.Locator(PageStrip)).ToContainTextAsync(" %");
            await Expect(page.Locator(".age [data-age]")).Not.ToContainTextAsync(" s");
            Assert.Contains("Loading history: ", await LineAsync(bench), StringComparison.Ordinal);
            await Eventually.ThatAsync(() => first.Log.Contains("history at ", StringComparison.Ordinal), FaultBench.Patience, "the simulator to show the history too", () => first.Log);
            if (killed) first.Kill();
            else Assert.Equal(0, await first.StopAsync());
            Assert.DoesNotContain("LOST", first.Log, StringComparison.Ordinal);
        }

        await using var second = Simulate(bench);
        await UntilLiveAsync(bench, second);
        await Expect(page.Locator(PageStrip)).ToBeHiddenAsync();
        await page.CloseAsync();

        var readings = await StopAndVerifyAsync(bench, second);
        // No minute is simulated twice: the values of a point alternate, and between two equal values there is an unknown.
        foreach (var (key, series) in readings.Series.Where(series => series.Key.Field == "occupied"))
            Assert.All(series.Values.Zip(series.Values.Skip(1)), pair => Assert.True(pair.First.Value != pair.Second.Value, $"{key}: {pair}"));
    }

    private static ServerProcess Simulate(FaultBench bench, params IEnumerable<string> more) => ServerProcess.Start("dotnet",
        [
            ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), "run", "--data", bench.Directory.FullPath + "/sim", "--days", "2",
            "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{bench.BrokerPort}"),
            "--desks", "40", "--gateways", Gateways.ToString(CultureInfo.InvariantCulture), .. more,
        ]);

    private static Task<string> LineAsync(FaultBench bench) => bench.Cloud.Client.GetStringAsync("api/v1/status/line");

    private static async Task UntilLiveAsync(FaultBench bench, ServerProcess sim)
    {
        string? line = null;
        await Eventually.ThatAsync(
            async () => sim.HasExited || (sim.Log.Contains(" · people ", StringComparison.Ordinal) && !StatusLine.IsLoadingHistory(line = await LineAsync(bench))),
            FaultBench.Patience, "the history to have reached the present", () => $"{line}\n{sim.Log}");
        Assert.False(sim.HasExited, sim.Log);
    }

    private static async Task<JournaledReadings> StopAndVerifyAsync(FaultBench bench, ServerProcess sim)
    {
        await Eventually.ThatAsync(
            () => sim.Log.TrimEnd().Split('\n')[^1].Contains("backlog 0 ", StringComparison.Ordinal), FaultBench.Patience, "everything to be committed", () => sim.Log);
        Assert.Equal(0, await sim.StopAsync());
        await bench.UntilAsync(report => report.Lag("live") == 0 && report.Lag("series") == 0 && report.Lag("usage") == 0, "the projections to have everything");
        Assert.Empty((await bench.ReportAsync()).DeadLetters);
        await bench.StopAsync();
        using var journal = new JournalCopy(bench.JournalPath);
        var made = Directory.GetDirectories(bench.Directory.FullPath + "/sim/gateways")
            .Select(gateway => new GatewayRecord($"opc-demo/{Path.GetFileName(gateway)}", new OutboxCopy(Path.Combine(gateway, "outbox.db")), Notes: [], Kills: int.MaxValue))
            .ToList();
        Assert.Equal(Gateways, made.Count);
        // What the gateways sensed last is on their disks and is sent after their next start: at most one batch per zone.
        var committed = journal.Streams();
        foreach (var gateway in made)
        {
            var farewell = gateway.Outbox.Rows.RemoveAll(row => row.Sequence > committed[(gateway.Gateway, gateway.Outbox.Epoch)]);
            Assert.InRange(farewell, 0, gateway.Outbox.Rows.DistinctBy(row => row.Device).Count());
        }
        Difference.AssertNone(LogVerification.Compare(journal, made).Differences);
        var readings = JournaledReadings.Read(journal);
        Difference.AssertNone(await bench.CompareSeriesAsync(readings, series: null));
        Difference.AssertNone(SealVerification.Compare(readings));
        // The last two hours may be open.
        Assert.All(made, gateway => Assert.InRange(readings.Seals[gateway.Gateway].Count, 45, 49));
        using var usage = new SqliteUsageStore(Path.Combine(Path.GetDirectoryName(bench.JournalPath)!, "usage.db"));
        Difference.AssertNone(UsageVerification.Compare(readings, usage, out var records));
        Assert.Equal(readings.Seals.Values.Sum(seals => seals.Sum(seal => seal.Zones.Count)), records);
        return readings;
    }

    private static IEnumerable<DateTimeOffset> At(JournaledReadings readings, Func<SortedDictionary<long, Storage.Series.SeriesSample>, long> which) =>
        readings.Series.Values.Select(series => DateTimeOffset.FromUnixTimeMilliseconds(which(series) / 1_000_000));
}

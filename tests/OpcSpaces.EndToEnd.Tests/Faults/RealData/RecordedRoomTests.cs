using System.Globalization;
using System.Text.RegularExpressions;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Site;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.EndToEnd.Tests.Pages;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpcSpaces.EndToEnd.Tests.Faults.RealData;

/// <summary>The recorded motion of a real room, as fast as possible through the simulator's process, the broker and the cloud, onto the page.</summary>
public sealed class RecordedRoomTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    private const string Community = "opc-demo";
    private const string Gateway = $"{Community}/gw-replay";
    private const string Zone = "1F-P01";

    private const long RecentUseMs = 15 * 60_000;

    // S6_PIR and S7_PIR.
    private static readonly int[] Columns = [2, 3];

    [Fact]
    public async Task Every_transition_of_the_recorded_room_arrives_in_journal_and_series_and_the_page_shows_its_desks()
    {
        var expected = Columns.Select(RecordedStays.Of).ToList();
        await using var bench = await FaultBench.StartAsync();
        var data = bench.Directory.File("replay");
        await using var sim = ServerProcess.Start("dotnet",
            [ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), "replay", RecordedRoomFile.FullPath, "--hold-off", RecordedStays.HoldOffSeconds, "--data", data, "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{bench.BrokerPort}")]);
        var played = string.Create(CultureInfo.InvariantCulture, $"rows {RecordedStays.Rows:N0}/{RecordedStays.Rows:N0}");
        await Eventually.ThatAsync(
            () => sim.HasExited || (sim.Log.Contains(played, StringComparison.Ordinal) && sim.Log.TrimEnd().Split('\n')[^1].Contains("backlog 0 ", StringComparison.Ordinal)),
            FaultBench.Patience, "the recording to be played and committed", () => sim.Log);
        Assert.False(sim.HasExited, sim.Log);
        // The status of gateways is up to a second old.
        await bench.UntilAsync(report => report.Lag("live") == 0 && report.Lag("series") == 0 && report.IsOnline(Gateway), "the projections to have everything");
        var report = await bench.ReportAsync();
        Assert.Empty(report.DeadLetters);
        await AssertShownAsync(bench, expected);

        Assert.Equal(0, await sim.StopAsync());
        await bench.StopAsync();
        using var journal = new JournalCopy(bench.JournalPath);
        var record = new GatewayRecord(Gateway, new OutboxCopy(Path.Combine(data, "gateways", "gw-replay", "outbox.db")), Notes: [], Kills: int.MaxValue);
        Difference.AssertNone(LogVerification.Compare(journal, [record]).Differences);
        var readings = JournaledReadings.Read(journal);
        Difference.AssertNone(await bench.CompareSeriesAsync(readings, series: null));
        for (var desk = 0; desk < Columns.Length; desk++)
            Assert.Equal(expected[desk].Order(), StaysOf(readings, $"desk/{desk + 1}").Order());
    }

    private static IEnumerable<(long AtMs, long? Value)> StaysOf(JournaledReadings readings, string point) =>
        readings.Series.Single(series => series.Key.Zone == Zone && series.Key.Point == point).Value.Values
            .Select(sample => (sample.TimeNs / 1_000_000, sample.Value.IsNull ? (long?)null : sample.Value == PointValue.Of(1L) ? 1 : 0));

    private async Task AssertShownAsync(FaultBench bench, List<IReadOnlyList<(long AtMs, long? Value)>> expected)
    {
        var page = await chromium.OpenPageAsync(bench.Cloud);
        await page.GotoAsync(bench.Cloud.Address.ToString());
        var seen = await LivePage.ReadAsync(bench.Cloud.Client);
        // Ages go by the gateway's clock, which its newest reading tells.
        var newestMs = expected.Max(desk => desk[^1].AtMs);
        for (var desk = 1; desk <= Columns.Length; desk++)
        {
            var (atMs, value) = expected[desk - 1][^1];
            var state = value == 1 ? "occupied" : newestMs - atMs < RecentUseMs ? "recent" : "free";
            Assert.Equal(new SeenDesk(state, DateTimeOffset.FromUnixTimeMilliseconds(atMs)), seen[$"{Community}/{Zone}/desk/{desk}"]);
            await Expect(page.Locator($"[data-desk='{Community}/{Zone}/desk/{desk}']")).ToHaveClassAsync(new Regex($@"\bs-{state}\b"));
        }

        await page.CloseAsync();
    }
}

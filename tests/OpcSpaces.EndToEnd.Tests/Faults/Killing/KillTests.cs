using System.Diagnostics;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.EndToEnd.Tests.Faults.Site;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Testing;
using Xunit.Abstractions;

namespace OpcSpaces.EndToEnd.Tests.Faults.Killing;

/// <summary>
/// Broker, cloud and gateways (and InfluxDB) are killed with SIGKILL while readings flow at the rate of a city. Afterwards the
/// journal holds exactly what was made, and the series hold exactly what the journal holds.
/// </summary>
[Collection(BusyCollections.Crowds)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const string Database = "opcspaces";

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public Task Nothing_is_lost_and_nothing_stands_twice_whatever_is_killed(BrokerKind broker) =>
        RunAsync($"embedded store, {broker}", new SiteOptions { Broker = broker }, influx: null);

    [Fact]
    public async Task InfluxDB_holds_the_same_set_whatever_is_killed_and_itself_too()
    {
        await using var influx = await InfluxServer.StartAsync(Database);
        await RunAsync("InfluxDB", new SiteOptions { CloudArguments = ["--influx", $"{influx.Url}?db={Database}"] }, influx);
    }

    private Task RunAsync(string store, SiteOptions options, InfluxServer? influx)
    {
        var seed = Seed.Take($"kill test, {store}");
        output.WriteLine(seed.HowToRepeat);
        return seed.RunAsync(async () =>
        {
            await using var site = await BuildingSite.StartAsync(options);
            var victims = Victims(site, influx);
            var chaos = await KillAsync(site, victims, seed);
            await SettleAsync(site, influx);
            await VerifyAsync(site, victims, chaos, influx);
        });
    }

    /// <summary>Full rate and kills, until both end.</summary>
    private async Task<Chaos> KillAsync(BuildingSite site, IReadOnlyList<Victim> victims, Seed seed)
    {
        var started = Stopwatch.GetTimestamp();
        using var calm = new CancellationTokenSource();
        var storm = new SignalStorm(site.Signals, site.Gateways, seed.CreateRandom(1));
        var storming = storm.RunAsync(calm.Token);
        // From here on the agents are on their way and so is what they make.
        await Eventually.ThatAsync(
            () => site.Gateways.All(gateway => site.Witness.Last(gateway.Id) > 0), Eventually.Patience, "every gateway to make something");
        var before = site.Witness.Count;
        output.WriteLine($"{site.Gateways.Count} gateways at work after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");

        started = Stopwatch.GetTimestamp();
        var chaos = new Chaos(victims, seed.CreateRandom(2), new ChaosOptions { Kills = Soak.Rounds(36, 1_000) });
        await chaos.RunAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        // A gateway that was killed often on a busy machine may not have counted yet when the last kill is over. A cloud that runs keeps the
        // journal open, so that reading it from outside never cleans up beside it.
        await site.Cloud.WaitUntilReadyAsync();
        IReadOnlyList<string> uncounted = [];
        await Eventually.ThatAsync(() => (uncounted = Uncounted(site)).Count == 0, Eventually.Patience, "every meter to have counted", () => string.Join(", ", uncounted));
        await calm.CancelAsync();
        await storming;
        output.WriteLine($"{chaos.Story.Count} kills, {chaos.Overlapping} while another part was down, in {seconds:0} s; {storm.Edges} edges at the pins, {(site.Witness.Count - before) / seconds:0} batches/s");
        output.WriteLine(string.Join(", ", chaos.Story));
        return chaos;
    }

    /// <summary>The meters of which the journal has no pulse yet.</summary>
    private static IReadOnlyList<string> Uncounted(BuildingSite site)
    {
        using var journal = new JournalCopy(site.JournalPath);
        var counted = JournaledReadings.Read(journal).Series
            .Where(series => series.Key.Field == "energy" && series.Value.Values.Any(sample => !sample.Value.IsNull && sample.Value.AsInteger > 0)).Select(series => $"{series.Key.Community}/{series.Key.Zone}/{series.Key.Point}").ToHashSet();
        return
        [
            .. site.Gateways.SelectMany(gateway => gateway.Config.Zones.SelectMany(zone => zone.Points.OfType<PulseMeterConfig>().Select(meter => $"{gateway.Config.Group}/{zone.Id}/{meter.Point}")))
                .Where(meter => !counted.Contains(meter)),
        ];
    }

    /// <summary>Everything comes back, everything drains, and everything is known again.</summary>
    private async Task SettleAsync(BuildingSite site, InfluxServer? influx)
    {
        var started = Stopwatch.GetTimestamp();
        if (influx is not null) await influx.WaitUntilReadyAsync();
        await site.Broker.WaitUntilReadyAsync();
        await site.Cloud.WaitUntilReadyAsync();
        // Once more, with all pins low: an agent that has counted no pulse since its start has nothing to say after its hold-offs.
        foreach (var gateway in site.Gateways) gateway.Edge.Start();
        await site.UntilAllIsKnownAsync();
        await site.UntilDrainedAsync();
        output.WriteLine($"drained and known {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s later");
    }

    private async Task VerifyAsync(BuildingSite site, IReadOnlyList<Victim> victims, Chaos chaos, InfluxServer? influx)
    {
        var shown = await LivePage.ReadAsync(site.Cloud.Client);
        await site.StopAsync();

        using var journal = new JournalCopy(site.JournalPath);
        // One kill more than the chaos had: the restart after the storm.
        var records = site.Gateways.Select(gateway => new GatewayRecord(
            gateway.FullName, gateway.ReadOutbox(), site.Witness.Notes(gateway.Id), victims.Single(victim => victim.Name == gateway.Id).Kills + 1)).ToList();
        var report = LogVerification.Compare(journal, records);
        output.WriteLine($"{report.Batches} batches and {report.Readings} readings in the journal, {report.Unwitnessed} batches without a note");
        Difference.AssertNone(report.Differences);
        Difference.AssertNone(UnknownsCheck.Compare(journal, [.. site.Gateways.Select(gateway => (gateway.FullName, site.Options.Zones, site.Witness.Notes(gateway.Id)))]));
        Assert.True(chaos.Story.Count >= 30 && chaos.Overlapping > 0, $"{chaos.Story.Count} kills, {chaos.Overlapping} overlapping");
        foreach (var kind in victims.GroupBy(victim => victim.Kind)) Assert.True(kind.Sum(victim => victim.Kills) > 0, $"no {kind.Key} was killed");

        var readings = JournaledReadings.Read(journal);
        Assert.Equal(report.Readings, readings.Count + readings.Collisions.Count);
        var differences = influx is null
            ? await StoredSeries.CompareEmbeddedAsync(site.Cloud.DataDirectory, readings)
            : await StoredSeries.CompareInfluxAsync(influx, Database, readings);
        Difference.AssertNone(differences);
        AssertShown(site, readings, shown);
        AssertMetersOnlyGrow(readings);
        await AssertRebuildAsync(site, readings);
    }

    /// <summary>What the page showed before the end is what the journal says last of every desk.</summary>
    private static void AssertShown(BuildingSite site, JournaledReadings readings, IReadOnlyDictionary<string, SeenDesk> shown)
    {
        foreach (var (key, last) in readings.Last.Where(last => last.Key.Field == "occupied"))
        {
            var desk = shown[$"{key.Community}/{key.Zone}/{key.Point}"];
            Assert.Equal((PointValue.Of(0L), QualityCode.Good), (last.Value, last.Quality));
            Assert.Contains(desk.State, new[] { "free", "recent" });
            Assert.Equal(last.TimeNs / 1_000_000, desk.Since?.ToUnixTimeMilliseconds());
        }

        Assert.Equal(site.Gateways.Sum(gateway => gateway.Desks.Count()), shown.Count);
    }

    private static void AssertMetersOnlyGrow(JournaledReadings readings)
    {
        foreach (var (key, registers) in Meters(readings))
        {
            Assert.True(registers.SequenceEqual(registers.Order()), $"{key} fell: {string.Join(", ", registers)}");
            Assert.True(registers[^1] > 0, $"{key} never counted");
        }
    }

    /// <summary>What each meter's register stood at, in the order of time.</summary>
    private static IEnumerable<(SeriesKey Key, List<long> Registers)> Meters(JournaledReadings readings) =>
        from series in readings.Series
        where series.Key.Field == "energy"
        select (series.Key, series.Value.Values.Where(sample => !sample.Value.IsNull).Select(sample => sample.Value.AsInteger).ToList());

    /// <summary>A cloud that has nothing but the journal arrives at the same live state and the same series.</summary>
    private static async Task AssertRebuildAsync(BuildingSite site, JournaledReadings readings)
    {
        using var rebuilt = new TemporaryDirectory("rebuild");
        File.Copy(site.JournalPath, rebuilt.File("journal.db"));
        await using (var cloud = await CloudServer.StartAsync(rebuilt.FullPath, $"127.0.0.1:{FreePort.Next()}"))
        {
            await Eventually.ThatAsync(
                async () => (await CloudReport.ReadAsync(cloud.Client)).MostLag == 0, Eventually.Patience, "the projections to be rebuilt");
            Assert.Equal(0, await cloud.Process.StopAsync());
        }

        Assert.Equal(LiveRows.Read(Path.Combine(site.Cloud.DataDirectory, "live.snapshot")), LiveRows.Read(rebuilt.File("live.snapshot")));
        Difference.AssertNone(await StoredSeries.CompareEmbeddedAsync(rebuilt.FullPath, readings));
    }

    private static List<Victim> Victims(BuildingSite site, InfluxServer? influx)
    {
        List<Victim> victims =
        [
            new("cloud", "cloud", () => site.Cloud.Process, site.Cloud.Start),
            .. site.Gateways.Select(gateway => new Victim("gateway", gateway.Id, () => gateway.Edge.Process, gateway.Edge.Start)),
        ];
        // The embedded broker dies with the cloud.
        if (site.Options.Broker == BrokerKind.Mosquitto) victims.Add(new("broker", "broker", () => site.Broker.Process, site.Broker.Start));
        if (influx is not null) victims.Add(new("InfluxDB", "InfluxDB", () => influx.Process, influx.Start));
        return victims;
    }
}

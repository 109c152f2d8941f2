using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Series;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Series;

/// <summary>
/// InfluxDB is away for as long as a community of 1,400 readings a second takes to make a million: the journal has them, memory does not,
/// and when it is back they are all there, once.
/// </summary>
public sealed class LongOutageTests
{
    private const int Batches = 1_000;
    private const int ReadingsEach = 1_000;
    private const long TailBytes = 1 << 20;

    // Less than half of what is journaled meanwhile.
    private const long MostMemoryBytes = 12 << 20;

    [Fact]
    public async Task A_million_readings_that_were_journaled_while_InfluxDB_was_away_cost_no_memory_and_arrive_once()
    {
        var time = new FakeTimeProvider(FakeTime.Start);
        await using var influx = await InfluxServer.StartAsync();
        using var directory = new TemporaryDirectory("long-outage");
        using var cloud = new TestCloud(time, directory, tailBytes: TailBytes);
        await using var store = new InfluxSeriesStore(
            new InfluxOptions
            {
                Url = influx.Url.ToString().TrimEnd('/'),
                PositionPath = directory.File("influx.db"),
                Retry = new RetryOptions { FirstDelayMs = 20, MaxDelayMs = 100 },
            },
            cloud.DeadLetters, TimeProvider.System);
        var runner = new ProjectionRunner(
            new SeriesProjection(store, cloud.DeadLetters, new SeriesCatalog(), TimeSpan.Zero), cloud.Journal, new ProjectionsOptions(), TimeProvider.System,
            NullLogger<ProjectionRunner>.Instance);
        using var stop = new CancellationTokenSource();
        await runner.ResumeAsync(stop.Token);
        influx.Kill();

        var gateway = new SimulatedGateway("C1", "G1", 2, time, seed: 1);
        for (var i = 0; i < Batches; i++)
        {
            gateway.Append(ReadingsEach);
            time.Advance(TimeSpan.FromMilliseconds(ReadingsEach));
        }
        cloud.Deliver(gateway.Connect());
        var running = runner.RunAsync(stop.Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var sent = 0; sent < Batches; sent += 20)
            cloud.Deliver(gateway.Send(20));
        await Eventually.ThatAsync(() => !store.Status.IsAvailable && store.Status.Retries > 2, Eventually.Patience, "InfluxDB to be missed");
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal((ulong)Batches, cloud.Journal.FindStream(gateway.Name, gateway.Epoch)!.Committed);
        Assert.InRange(grown, long.MinValue, MostMemoryBytes);
        Assert.True(runner.Status.Lag > Batches / 2);

        await influx.RestartAsync();
        await Eventually.ThatAsync(
            () => runner.Status.Lag == 0, Eventually.Patience, "the projection to have caught up", () => $"{runner.Status}");
        await stop.CancelAsync();
        await running;
        Assert.Equal(await CountsAsync(store), Made(gateway));
        Assert.Equal(cloud.Journal.LastId, store.Position);
    }

    private static async Task<SortedDictionary<string, long>> CountsAsync(InfluxSeriesStore store)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var key in await store.ListAsync(default))
            counts[$"{key.Zone}/{key.Point}/{key.Field}"] = await store.CountAsync(key, default);
        return counts;
    }

    private static SortedDictionary<string, long> Made(SimulatedGateway gateway)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in gateway.Made[gateway.Epoch])
        {
            var device = Array.IndexOf(gateway.Devices, row.Device);
            var reader = new PayloadReader(row.Content);
            while (reader.TryReadNext(out var metric))
            {
                var name = metric.Alias == SimulatedGateway.EnergyAlias(device) ? "meter/1/energy" : $"desk/{metric.Alias - SimulatedGateway.DeskAlias(device, 0)}/occupied";
                var key = $"{row.Device}/{name}";
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
        return counts;
    }
}

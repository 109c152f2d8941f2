using OpcSpaces.Edge.Outbox;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Disks;

/// <summary>The disk under a gateway's outbox is full to the last byte.</summary>
public sealed class FullOutboxDiskTests
{
    private const int Desks = 40;
    private const int Quiet = Desks + 1;

    [Fact]
    public async Task A_gateway_whose_disk_is_full_counts_what_it_could_not_keep_calls_it_unknown_and_goes_on()
    {
        using var disk = SmallDisk.Mount(megabytes: 8);
        await using var bench = await FaultBench.StartAsync();
        var neighbour = await bench.AddGatewayAsync("gw-fine", 20);
        var gateway = await bench.AddGatewayAsync(
            "gw-full", Quiet, adjust: config => config with { DataDirectory = disk.FullPath, Outbox = new OutboxConfig { MaxUnsavedReadings = 100 } });
        neighbour.BeginToFlip(20);
        await bench.UntilShownAsync(gateway.Desk(Quiet), "free");

        disk.Fill();
        gateway.Pins.Set(Quiet, high: true);
        gateway.BeginToFlip(Desks);
        await Eventually.ThatAsync(
            () => gateway.Health is { FailedCommits: > 0, ReadingsUnsaved: > 0, ReadingsLost.Count: > Desks / 2 }, FaultBench.Patience,
            "the gateway to say that its disk takes nothing", () => $"{gateway.Health}");
        var lost = gateway.Health!.ReadingsLost;
        Assert.Contains($"Z-gw-full/desk/{Quiet}/occupied", lost.Keys);
        Assert.True(gateway.Health.Connected);
        await FaultBench.UntilCommittedAsync(neighbour, more: 10);

        disk.MakeRoom();
        await FaultBench.UntilCommittedAsync(gateway, more: 10);
        // Its change was lost, so that nobody knows, although the gateway still sees somebody there.
        await bench.UntilShownAsync(gateway.Desk(Quiet), "unknown");
        await bench.UntilAllRestlessAreKnownAsync();
        await bench.UntilLevelAsync();
        var readings = await bench.VerifyAsync();
        foreach (var (metric, count) in lost)
        {
            Assert.True(count > 0);
            var series = readings.Series.Single(series => $"{series.Key.Zone}/{series.Key.Point}/{series.Key.Field}" == metric).Value;
            Assert.Contains(series.Values, sample => sample.Value.IsNull && sample.Quality == 500);
        }
    }
}

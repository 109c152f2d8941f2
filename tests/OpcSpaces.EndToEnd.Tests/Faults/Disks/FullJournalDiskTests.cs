using OpcSpaces.EndToEnd.Tests.Faults.Bench;

namespace OpcSpaces.EndToEnd.Tests.Faults.Disks;

/// <summary>The disk under the cloud's journal (and everything else that the cloud keeps) is full to the last byte.</summary>
public sealed class FullJournalDiskTests
{
    private const int Desks = 40;

    [Fact]
    public async Task A_cloud_whose_disk_is_full_stays_up_acknowledges_nothing_says_so_and_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(megabytes: 32);
        await using var bench = await FaultBench.StartAsync(disk.FullPath);
        var gateway = await bench.AddGatewayAsync("gw-01", Desks);
        gateway.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(gateway, more: 10);

        disk.Fill();
        await bench.UntilAsync(report => report.Condition == "JournalUnavailable" && report.Detail.Length > 0, "the status to say so");
        await bench.UntilAsync(report => report.Count("CommitFailure") >= 2, "the cloud to have tried again");
        await FaultBench.UntilMadeAsync(gateway, more: 20);
        Assert.True(gateway.Health!.Backlog >= 20, $"{gateway.Health} was told that something was kept");
        Assert.False(bench.Cloud.Process.HasExited);
        Assert.StartsWith("<!DOCTYPE html", await bench.Cloud.Client.GetStringAsync(""), StringComparison.OrdinalIgnoreCase);

        disk.MakeRoom();
        await bench.UntilAsync(report => report.Condition == "Listening", "the cloud to listen again");
        await FaultBench.UntilCommittedAsync(gateway, more: 30);
        await bench.UntilLevelAsync();
        await bench.VerifyAsync();
    }
}

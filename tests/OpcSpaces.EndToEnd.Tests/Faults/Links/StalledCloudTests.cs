using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Links;

/// <summary>The cloud's own link goes silent without closing.</summary>
public sealed class StalledCloudTests
{
    private const int Desks = 40;

    [Fact]
    public async Task A_cloud_whose_link_stalls_says_so_gateways_keep_their_batches_and_everything_arrives_afterwards()
    {
        TcpProxy? link = null;
        await using var bench = await FaultBench.StartAsync(cloudPort: port => (link = TcpProxy.Start(port)).Port);
        await using var owned = link!;
        var gateway = await bench.AddGatewayAsync("gw-01", Desks);
        gateway.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(gateway, more: 20);

        owned.Stall();
        await bench.UntilAsync(report => report.Condition == "BrokerUnavailable" && report.Detail.Length > 0, "the cloud to find out");
        await bench.UntilShownAsync(gateway.Desk(1), "unknown");
        await Eventually.ThatAsync(() => !gateway.Health!.Connected, FaultBench.Patience, "the gateway to hear that its host is away");
        await FaultBench.UntilMadeAsync(gateway, more: 20);

        owned.Resume();
        await bench.UntilAsync(report => report.Condition == "Listening", "the cloud to be back");
        await FaultBench.UntilCommittedAsync(gateway, more: 40);
        await bench.UntilLevelAsync();
        await bench.VerifyAsync();
    }
}

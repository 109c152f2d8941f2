using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Links;

/// <summary>A link that goes silent without closing, as when a cable is cut: found out by silence, and nothing lost or doubled over it.</summary>
public sealed class StalledLinkTests
{
    private const int Desks = 40;

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task A_gateway_whose_link_stalls_finds_out_comes_back_and_nothing_is_lost_or_doubled(BrokerKind broker)
    {
        await using var bench = await FaultBench.StartAsync(broker);
        await using var link = TcpProxy.Start(bench.BrokerPort);
        var gateway = await bench.AddGatewayAsync("gw-cut", Desks, link.Port);
        gateway.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(gateway, more: 20);

        link.Stall();
        await Eventually.ThatAsync(() => !gateway.Health!.Connected, FaultBench.Patience, "the gateway to find out");
        await bench.UntilAsync(report => !report.IsOnline(gateway.Name), "the cloud to be told by the broker");
        await bench.UntilShownAsync(gateway.Desk(1), "unknown");
        await FaultBench.UntilMadeAsync(gateway, more: 20);

        // What stood on the way before the cut arrives now, behind or between what is sent again.
        link.Resume();
        await FaultBench.UntilCommittedAsync(gateway, more: 60);
        await bench.UntilLevelAsync();
        await bench.VerifyAsync();
    }

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task A_gateway_whose_link_stalls_again_and_again_loses_and_doubles_nothing(BrokerKind broker)
    {
        await using var bench = await FaultBench.StartAsync(broker);
        await using var link = TcpProxy.Start(bench.BrokerPort);
        var gateway = await bench.AddGatewayAsync("gw-flaky", Desks, link.Port);
        gateway.BeginToFlip(Desks);
        for (var round = 0; round < Soak.Rounds(usual: 6, soak: 200); round++)
        {
            // Too short to be found out, or reset in the middle: batches wait, and some are sent twice.
            link.Stall();
            await FaultBench.UntilMadeAsync(gateway, more: 8);
            if (round % 2 == 0) link.Drop();
            link.Resume();
            await FaultBench.UntilCommittedAsync(gateway, more: 10);
        }

        await bench.UntilLevelAsync();
        await bench.VerifyAsync();
    }
}

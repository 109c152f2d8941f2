using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>npm sparkplug-client as the edge node, a real broker, and our host.</summary>
public sealed class SparkplugClientTests
{
    private const string Node = "futian/lamps";

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task An_edge_node_of_another_make_is_seen_live_reborn_and_dying(BrokerKind kind)
    {
        await using var broker = await PeerBroker.StartAsync(kind);
        await using var host = new OurHost(broker.HostConnector);
        await host.UntilOnlineAsync();
        await using var peer = NodePeer.Start("edge-node.mjs", $"mqtt://127.0.0.1:{broker.Port}", "futian", "lamps");

        await host.UntilAsync($"born {Node}");
        await host.UntilAsync($"born {Node}/lamp on Boolean 1");
        await host.UntilAsync($"born {Node}/lamp power Double 1.5");
        await peer.WriteLineAsync("value 7.25");
        await host.UntilAsync($"data {Node}/lamp power 7.25");

        await host.RequestRebirthAsync();
        await host.UntilAsync($"born {Node}/lamp power Double 7.25");
        await peer.WriteLineAsync("value 8.5");
        await host.UntilAsync($"data {Node}/lamp power 8.5");

        await peer.WriteLineAsync("stop");
        await host.UntilAsync($"died {Node}");
        Assert.DoesNotContain(host.Lines, line => line.StartsWith("rejected", StringComparison.Ordinal) || line.StartsWith("rebirth", StringComparison.Ordinal));
        // What this peer is known for, and nothing else.
        Assert.Equal(
            [PeerFault.BirthSequenceType, PeerFault.MetricTimestampMissing, PeerFault.DataTypeInData], host.Session.Faults.Occurred().Keys.Order());
    }

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task An_edge_node_of_another_make_that_is_killed_dies_by_its_will_and_comes_back_with_the_same_bdSeq(BrokerKind kind)
    {
        await using var broker = await PeerBroker.StartAsync(kind);
        await using var host = new OurHost(broker.HostConnector);
        await host.UntilOnlineAsync();
        await using (var peer = NodePeer.Start("edge-node.mjs", $"mqtt://127.0.0.1:{broker.Port}", "futian", "lamps"))
        {
            await host.UntilAsync($"born {Node}/lamp power Double 1.5");
            peer.Kill();
        }

        await host.UntilAsync($"died {Node}");
        await using var again = NodePeer.Start("edge-node.mjs", $"mqtt://127.0.0.1:{broker.Port}", "futian", "lamps");
        await Eventually.ThatAsync(
            () => host.Lines.Count(line => line == $"born {Node}/lamp power Double 1.5") == 2, Eventually.Patience, "the second life");

        Assert.Equal(1, host.Session.Faults[PeerFault.BirthSequenceNotGrowing]);
    }
}

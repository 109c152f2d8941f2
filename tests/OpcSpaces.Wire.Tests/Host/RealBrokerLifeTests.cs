using OpcSpaces.Testing;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Tests.EdgeNode;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>Our edge node and our host over a real Mosquitto, from the first birth to the last death.</summary>
public sealed class RealBrokerLifeTests
{
    private const string Node = "nanshan/gw7";

    [Fact]
    [Trait("tck", "tck-id-payloads-ndeath-will-message-publisher-disconnect-mqtt50")]
    public async Task A_session_works_from_its_first_birth_to_its_last_death()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var connector = MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port });
        await using var gateway = new GatewayUnderTest(new EdgeNodeOptions { Group = "nanshan", EdgeNode = "gw7", PrimaryHost = "opcspaces" });
        gateway.Start(TimeProvider.System, connector);
        var host = new HostUnderTest();
        host.Start(connector, TimeProvider.System);

        await gateway.UntilInSessionAsync();
        Assert.True(await gateway.Session!.PublishDataAsync("zone1", 41, gateway.Content()));
        await host.UntilAsync(() => host.SessionEvents.Contains($"data {Node}/zone1 {gateway.Position.Epoch}:41"), "the first batch");
        Assert.Equal([$"born {Node}", $"born {Node}/zone1", $"born {Node}/zone2"], host.SessionEvents.Take(3));

        Assert.True(await host.Connection!.SendCommittedAsync(host.Node, new CommittedCommand(gateway.Position.Epoch, 41)));
        await gateway.UntilAsync(() => gateway.Committed.Contains((gateway.Position.Epoch, 41)), "the watermark");
        Assert.True(await host.Connection.RequestRebirthAsync(host.Node));
        await host.UntilAsync(() => host.SessionEvents.Count(line => line == $"born {Node}/zone2") == 2, "the rebirth");

        // The broker is killed and restarted with no state: both find each other again.
        broker.Kill();
        await gateway.UntilAsync(() => gateway.LastEnd?.Reason == SessionEndReason.ConnectionLost, "the gateway noticed");
        await broker.RestartAsync();
        await host.UntilAsync(() => host.SessionEvents.Count(line => line == $"born {Node}/zone2") == 3, "the births after the broker's restart");
        Assert.True(host.Node.Certificate!.BirthSequence > 0);

        // The host leaves: the gateway sends its NDEATH and waits; with the next host it sends its births again.
        await host.DisposeAsync();
        await gateway.UntilAsync(() => gateway.LastEnd?.Reason == SessionEndReason.HostOffline, "the gateway noticed that its host left");
        await using var next = new HostUnderTest { StoredTimestamp = host.StoredTimestamp };
        next.Start(connector, TimeProvider.System);
        await next.UntilAsync(() => next.SessionEvents.Contains($"born {Node}/zone2"), "the births for the next host");

        await gateway.StopAsync();
        await next.UntilAsync(() => next.SessionEvents.Contains($"died {Node}"), "the NDEATH");
        Assert.False(next.Node.IsOnline);
        Assert.All(next.SessionEvents.Concat(host.SessionEvents), line => Assert.False(line.StartsWith("rejected", StringComparison.Ordinal), line));
    }
}

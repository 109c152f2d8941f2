using System.Text.Json;
using OpcSpaces.Testing;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>Our edge node, a real broker, and a host made of npm mqtt and sparkplug-payload.</summary>
public sealed class NodeHostTests
{
    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task Our_edge_node_is_understood_by_a_host_of_another_make(BrokerKind kind)
    {
        await using var broker = await PeerBroker.StartAsync(kind);
        await using var host = NodePeer.Start("host.mjs", $"mqtt://127.0.0.1:{broker.Port}", "peer");
        var gateway = new OurGateway(MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }), "peer");

        var node = await host.WaitForMessageAsync("spBv1.0/nanshan/NBIRTH/gw7");
        Assert.Equal(0, node.GetProperty("qos").GetInt32());
        Assert.Equal(("Int64", "0"), Shown(node, "bdSeq"));
        Assert.Equal(("Boolean", "False"), Shown(node, "Node Control/Rebirth"));
        Assert.Equal(("UInt64", "77"), Shown(node, "Outbox/Epoch"));
        var zone = await host.WaitForMessageAsync("spBv1.0/nanshan/DBIRTH/gw7/zone1");
        Assert.Equal(("Boolean", "True"), Shown(zone, "desk/1/occupied"));
        Assert.Equal(("UInt16", "12"), Shown(zone, "room/1/count"));
        Assert.Equal(("Float", "21.5"), Shown(zone, "env/1/temperature"));
        Assert.Equal(("UInt64", "18446744073709551615"), Shown(zone, "meter/1/energy"));
        Assert.Equal(("String", ""), Shown(zone, "door/1/entry"));
        Assert.Equal(500, Metric(zone, "meter/1/energy").GetProperty("properties").GetProperty("Quality").GetProperty("value").GetInt32());

        Assert.True(await (await gateway.SessionAsync()).PublishDataAsync("zone1", 41, gateway.Content("柜员-7f3a")));
        var data = await host.WaitForMessageAsync("spBv1.0/nanshan/DDATA/gw7/zone1");
        Assert.Equal(
            ["Outbox/Epoch=77", "Outbox/Sequence=41", "desk/1/occupied=False", "meter/1/energy=4712", "door/1/entry=柜员-7f3a"],
            Metrics(data).Select(metric => $"{metric.GetProperty("name").GetString()}={metric.GetProperty("value")}"));
        Assert.Equal("2", data.GetProperty("payload").GetProperty("seq").GetString());

        await host.WriteLineAsync("""publish spBv1.0/nanshan/NCMD/gw7 {"timestamp":1,"metrics":[{"name":"Outbox/Epoch","type":"UInt64","value":77},{"name":"Outbox/Committed","type":"UInt64","value":41}]}""");
        await Eventually.ThatAsync(() => gateway.Committed.Contains((77UL, 41UL)), Eventually.Patience, "the watermark arrived");
        await host.WriteLineAsync("""publish spBv1.0/nanshan/NCMD/gw7 {"timestamp":1,"metrics":[{"name":"Node Control/Rebirth","type":"Boolean","value":true}]}""");
        await Eventually.ThatAsync(() => Births(host) == 2, Eventually.Patience, "the rebirth arrived");
        await gateway.DisposeAsync();
        var death = await host.WaitForMessageAsync("spBv1.0/nanshan/NDEATH/gw7");
        Assert.Equal(("Int64", "0"), Shown(death, "bdSeq"));
        Assert.False(death.GetProperty("payload").TryGetProperty("seq", out _));
    }

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task When_the_host_of_another_make_leaves_our_edge_node_ends_its_session_and_waits(BrokerKind kind)
    {
        await using var broker = await PeerBroker.StartAsync(kind);
        var host = NodePeer.Start("host.mjs", $"mqtt://127.0.0.1:{broker.Port}", "peer");
        await using var gateway = new OurGateway(MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }), "peer");
        await gateway.SessionAsync();

        await host.WriteLineAsync("stop");
        await Eventually.ThatAsync(() => gateway.Ends.Contains(SessionEndReason.HostOffline), Eventually.Patience, "the session ended");
        await host.DisposeAsync();
        await using var again = NodePeer.Start("host.mjs", $"mqtt://127.0.0.1:{broker.Port}", "peer");

        var birth = await again.WaitForMessageAsync("spBv1.0/nanshan/NBIRTH/gw7");
        Assert.NotEqual(("Int64", "0"), Shown(birth, "bdSeq"));
    }

    private static int Births(NodePeer host) =>
        host.Messages().Count(message => message.GetProperty("topic").GetString() == "spBv1.0/nanshan/DBIRTH/gw7/zone1");

    private static JsonElement[] Metrics(JsonElement message) => [.. message.GetProperty("payload").GetProperty("metrics").EnumerateArray()];

    private static JsonElement Metric(JsonElement message, string name) =>
        Metrics(message).Single(metric => metric.GetProperty("name").GetString() == name);

    private static (string?, string) Shown(JsonElement message, string name)
    {
        var metric = Metric(message, name);
        return (metric.GetProperty("type").GetString(), metric.GetProperty("value").ToString());
    }
}

using MQTTnet;
using MQTTnet.Formatter;
using OpcSpaces.Testing;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>Clients of MQTT 3.1.1 beside those of MQTT 5, with every quality of service.</summary>
public abstract class VersionContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Theory]
    [InlineData(MqttProtocolVersion.V311, MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V311, MqttProtocolVersion.V500)]
    [InlineData(MqttProtocolVersion.V500, MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500, MqttProtocolVersion.V500)]
    public async Task Messages_of_every_quality_arrive_once_with_the_lower_one_of_publisher_and_subscriber(MqttProtocolVersion from, MqttProtocolVersion to)
    {
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port, from);
        for (var granted = 0; granted <= 2; granted++)
        {
            await using var subscriber = await PlainClient.ConnectAsync(Broker.Port, to);
            Assert.Equal([granted], await subscriber.SubscribeAsync(("quality", granted)));
            for (var qos = 0; qos <= 2; qos++)
                await publisher.PublishAsync("quality", $"{qos}", qos);
            await subscriber.UntilAsync(3);
            Assert.Equal(
                Enumerable.Range(0, 3).Select(qos => ($"{qos}", Math.Min(qos, granted))).Order(),
                subscriber.Messages.Select(message => (PlainClient.TextOf(message), (int)message.QualityOfServiceLevel)).Order());
        }
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task A_client_without_an_id_gets_one(MqttProtocolVersion version)
    {
        await using var first = await PlainClient.ConnectAsync(Broker.Port, version, options => options.WithClientId(""));
        await using var second = await PlainClient.ConnectAsync(Broker.Port, version, options => options.WithClientId(""));
        Assert.Equal((MqttClientConnectResultCode.Success, MqttClientConnectResultCode.Success), (first.Answer.ResultCode, second.Answer.ResultCode));
        await second.SubscribeAsync(("a", 0));
        await first.PublishAsync("a", "x", qos: 1);
        await second.UntilAsync(1);
        Assert.True(first.IsConnected);
        if (version == MqttProtocolVersion.V500)
            Assert.NotEqual(first.Answer.AssignedClientIdentifier, second.Answer.AssignedClientIdentifier);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task The_will_of_a_client_whose_link_falls_silent_is_published_after_its_keep_alive(MqttProtocolVersion version)
    {
        var (_, wills) = await ListenAsync("will/#");
        await using var proxy = TcpProxy.Start(Broker.Port);
        await using var client = await PlainClient.ConnectAsync(
            proxy.Port, version, options => options.WithKeepAlivePeriod(TimeSpan.FromSeconds(1)).WithWillTopic("will/silent").WithWillPayload("gone").WithWillQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce));
        proxy.Stall();
        await ReceivedAsync(wills, 1);
        Assert.Equal("will/silent", wills.Messages.Single().Topic);
    }

    [Fact]
    public async Task A_client_that_only_publishes_stays_connected_for_longer_than_its_keep_alive()
    {
        var (_, handler) = await ListenAsync("pulse");
        await using var client = await PlainClient.ConnectAsync(Broker.Port, adjust: options => options.WithKeepAlivePeriod(TimeSpan.FromSeconds(1)));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 40 && await pace.WaitForNextTickAsync(); i++)
            await client.PublishAsync("pulse", "x");
        await ReceivedAsync(handler, 40);
        Assert.True(client.IsConnected);
    }
}

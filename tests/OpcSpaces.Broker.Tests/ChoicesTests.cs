using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

/// <summary>Where MQTT leaves a choice, or Mosquitto 2.0.11 does otherwise.</summary>
public sealed class ChoicesTests() : MqttContract(EmbeddedContractBroker.StartAsync)
{
    [Fact]
    public async Task A_message_that_several_filters_match_comes_once_with_the_best_quality()
    {
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port);
        await subscriber.SubscribeAsync(("a/#", 0), ("a/+", 1), ("a/b", 0));
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        await publisher.PublishAsync("a/b", "one", qos: 1);
        await publisher.PublishAsync("a/b", "two", qos: 0);
        await subscriber.UntilAsync(2);
        Assert.Equal([("one", 1), ("two", 0)], subscriber.Messages.Select(message => (PlainClient.TextOf(message), (int)message.QualityOfServiceLevel)));
    }

    /// <summary>What is left out counts as delivered, so it takes no place among the unacknowledged ones (MQTT 5 §3.1.2.11.4). In Mosquitto 2.0.11 it does.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_message_that_is_left_out_as_too_large_holds_up_none_behind_it(int qos)
    {
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port, adjust: options => options.WithMaximumPacketSize(1_000).WithReceiveMaximum(1));
        await subscriber.SubscribeAsync(("sizes", qos));
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        foreach (var size in new[] { 2_000, 10, 1_001, 20, 3_000, 30 })
            await publisher.PublishAsync("sizes", new string('x', size), qos);
        await subscriber.UntilAsync(3);
        Assert.Equal([10, 20, 30], subscriber.Payloads.Select(payload => payload.Length));
    }
}

using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>What a client says that it can take (MQTT 5 §3.1.2.11), and how much a broker keeps for one that is slow.</summary>
public abstract class LimitsContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_message_above_the_clients_maximum_packet_size_is_left_out_and_the_next_ones_follow(int qos)
    {
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port, adjust: options => options.WithMaximumPacketSize(1_000));
        await subscriber.SubscribeAsync(("sizes", qos));
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        foreach (var size in new[] { 10, 2_000, 20, 1_001, 30 })
            await publisher.PublishAsync("sizes", new string('x', size), qos);
        await subscriber.UntilAsync(3);
        Assert.Equal([10, 20, 30], subscriber.Payloads.Select(payload => payload.Length));
        Assert.True(subscriber.IsConnected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_messages_than_the_clients_receive_maximum_are_unacknowledged(int qos)
    {
        const int Allowed = 5, All = 40;
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port, adjust: options => options.WithReceiveMaximum(Allowed), acknowledges: false);
        await subscriber.SubscribeAsync(("work", qos), ("mark", 0));
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        for (var i = 0; i < All; i++)
            await publisher.PublishAsync("work", $"{i}", qos);
        await publisher.PublishAsync("mark", "mark", qos: 0);
        await Eventually.ThatAsync(() => subscriber.Payloads.Contains("mark"), Soon, "the mark, which needs no acknowledgement");
        await subscriber.UntilAsync(Allowed + 1);
        Assert.Equal(Allowed + 1, subscriber.Messages.Count);

        while (subscriber.Messages.Count < All + 1)
        {
            var before = subscriber.Messages.Count;
            await subscriber.AcknowledgeOneAsync();
            await subscriber.UntilAsync(before + 1);
        }

        Assert.Equal(Enumerable.Range(0, All).Select(i => $"{i}"), subscriber.Payloads.Where(payload => payload != "mark"));
    }

    /// <summary>A queue of a thousand messages that drops the oldest would keep the last thousand.</summary>
    [Theory]
    [InlineData(MqttQos.AtMostOnce)]
    [InlineData(MqttQos.AtLeastOnce)]
    public async Task A_subscriber_that_does_not_read_for_a_while_gets_everything_in_order(MqttQos qos)
    {
        var messages = qos == MqttQos.AtMostOnce ? 300_000 : 30_000;
        await using var proxy = TcpProxy.Start(Broker.Port);
        var handler = new RecordingHandler();
        var subscriber = await ConnectAsync(handler, Session() with { KeepAliveSeconds = 300 }, proxy.Port);
        await subscriber.SubscribeAsync([new MqttSubscription("many", qos)]);
        proxy.Stall();
        var publisher = await ConnectAsync();
        for (var i = 0; i < messages; i++)
        {
            var publishing = publisher.PublishAsync("many", BitConverter.GetBytes(i), qos, retain: false);
            if (qos == MqttQos.AtMostOnce || i % 15 == 0)
                await publishing;
            else
                _ = publishing.AsTask();
        }

        await publisher.PublishAsync("end", default, MqttQos.AtLeastOnce, retain: false);
        proxy.Resume();
        await ReceivedAsync(handler, messages);
        Assert.Equal(Enumerable.Range(0, messages), handler.Messages.Select(message => BitConverter.ToInt32(message.Payload)));
    }
}

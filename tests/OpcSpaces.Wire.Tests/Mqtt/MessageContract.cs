using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

public abstract class MessageContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Fact]
    public async Task Ten_thousand_messages_arrive_in_order_with_exact_bytes()
    {
        var (_, handler) = await ListenAsync("order/#");
        var publisher = await ConnectAsync();
        var payloads = Enumerable.Range(0, 10_000).Select(i => RandomNumberGenerator.GetBytes(4 + i % 300)).ToArray();
        for (var i = 0; i < payloads.Length; i++)
            await publisher.PublishAsync($"order/{i % 7}", payloads[i], MqttQos.AtMostOnce, retain: false);

        await ReceivedAsync(handler, payloads.Length);
        var arrived = handler.Messages.ToArray();
        Assert.Equal(payloads.Length, arrived.Length);
        Assert.DoesNotContain(
            Enumerable.Range(0, arrived.Length), i => arrived[i].Topic != $"order/{i % 7}" || !arrived[i].Payload.AsSpan().SequenceEqual(payloads[i]));
        Assert.False(handler.Overlapped);
    }

    [Fact]
    public async Task A_quality_1_message_is_acknowledged_and_arrives()
    {
        var (_, handler) = await ListenAsync("acknowledged", MqttQos.AtLeastOnce);
        var publisher = await ConnectAsync();
        await publisher.PublishAsync("acknowledged", "yes"u8.ToArray(), MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(handler, 1);
    }

    [Fact]
    public async Task A_thousand_quality_1_messages_at_once_keep_their_order()
    {
        var (_, handler) = await ListenAsync("many", MqttQos.AtLeastOnce);
        var publisher = await ConnectAsync();
        var publishing = Enumerable.Range(0, 1000)
            .Select(i => publisher.PublishAsync("many", BitConverter.GetBytes(i), MqttQos.AtLeastOnce, retain: false).AsTask())
            .ToArray();
        await Task.WhenAll(publishing);
        await ReceivedAsync(handler, 1000);
        Assert.Equal(Enumerable.Range(0, 1000), handler.Messages.Select(m => BitConverter.ToInt32(m.Payload)));
    }

    [Fact]
    public async Task A_retained_message_is_marked_as_retained_for_later_subscribers_only()
    {
        var (_, early) = await ListenAsync("state");
        var publisher = await ConnectAsync();
        await publisher.PublishAsync("state", "online"u8.ToArray(), MqttQos.AtLeastOnce, retain: true);
        await ReceivedAsync(early, 1);
        var (_, late) = await ListenAsync("state");
        await ReceivedAsync(late, 1);
        Assert.False(early.Messages.Single().Retained);
        Assert.True(late.Messages.Single().Retained);
    }

    [Fact]
    public async Task A_payload_of_a_megabyte_arrives_complete()
    {
        var (_, handler) = await ListenAsync("large");
        var publisher = await ConnectAsync();
        var payload = RandomNumberGenerator.GetBytes(1 << 20);
        for (var i = 0; i < 5; i++)
            await publisher.PublishAsync("large", payload, MqttQos.AtMostOnce, retain: false);
        await ReceivedAsync(handler, 5);
        Assert.All(handler.Messages, m => Assert.Equal(payload, m.Payload));
    }

    [Fact]
    public async Task An_empty_payload_arrives_empty()
    {
        var (_, handler) = await ListenAsync("empty");
        var publisher = await ConnectAsync();
        await publisher.PublishAsync("empty", ReadOnlyMemory<byte>.Empty, MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(handler, 1);
        Assert.Empty(handler.Messages.Single().Payload);
    }

    [Fact]
    public async Task A_topic_of_any_script_arrives_as_it_was_sent()
    {
        var (_, handler) = await ListenAsync("büro/#");
        var publisher = await ConnectAsync();
        await publisher.PublishAsync("büro/東京/🪑", "x"u8.ToArray(), MqttQos.AtMostOnce, retain: false);
        await ReceivedAsync(handler, 1);
        Assert.Equal("büro/東京/🪑", handler.Messages.Single().Topic);
    }

    [Fact]
    public async Task Several_threads_publish_over_one_connection_and_each_keeps_its_order()
    {
        const int Threads = 4, Each = 2000;
        var (_, handler) = await ListenAsync("threads/+");
        var publisher = await ConnectAsync();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await publisher.PublishAsync($"threads/{t}", BitConverter.GetBytes(i), i % 50 == 0 ? MqttQos.AtLeastOnce : MqttQos.AtMostOnce, retain: false);
        })));

        await ReceivedAsync(handler, Threads * Each);
        Assert.All(
            handler.Messages.GroupBy(m => m.Topic),
            thread => Assert.Equal(Enumerable.Range(0, Each), thread.Select(m => BitConverter.ToInt32(m.Payload))));
    }

    [Fact]
    public async Task Several_filters_of_different_quality_are_subscribed_at_once()
    {
        var handler = new RecordingHandler();
        var listener = await ConnectAsync(handler);
        await listener.SubscribeAsync(
        [
            new MqttSubscription("a/+", MqttQos.AtMostOnce),
            new MqttSubscription("b/#", MqttQos.AtLeastOnce),
            new MqttSubscription("c", MqttQos.AtMostOnce),
        ]);
        var publisher = await ConnectAsync();
        foreach (var topic in new[] { "a/1", "b/2/3", "c", "d" })
            await publisher.PublishAsync(topic, Encoding.UTF8.GetBytes(topic), MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(handler, 3);
        Assert.Equal(["a/1", "b/2/3", "c"], handler.Messages.Select(m => m.Topic));
    }

    [Fact]
    public async Task A_topic_with_a_wildcard_is_refused_before_it_is_sent()
    {
        var publisher = await ConnectAsync();
        foreach (var topic in new[] { "", "a/+", "a/#", "a\0b" })
            await Assert.ThrowsAsync<ArgumentException>(async () => await publisher.PublishAsync(topic, default, MqttQos.AtMostOnce, retain: false));
    }
}

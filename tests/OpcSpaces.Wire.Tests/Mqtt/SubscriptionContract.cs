using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>Who gets which message, as MQTT 5 §3.8 and §4.7 say.</summary>
public abstract class SubscriptionContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    private static readonly (string Filter, string[] Matching, string[] Others)[] Rules =
    [
        ("a", ["a"], ["a/b", "/a", "a/", "b"]),
        ("a/b", ["a/b"], ["a", "a/b/c", "a/B"]),
        ("a/+", ["a/b", "a/"], ["a", "a/b/c"]),
        ("+", ["a", "b"], ["a/", "/a", "$x"]),
        ("+/+", ["a/b", "/b"], ["a", "$x/b"]),
        ("/+", ["/a"], ["a"]),
        ("+/b", ["a/b"], ["a/c", "$x/b"]),
        ("#", ["a", "a/b", "/a", "a/b/c"], ["$x", "$x/b"]),
        ("a/#", ["a", "a/b", "a/b/c", "a/"], ["b", "ab"]),
        ("a/+/#", ["a/b", "a/b/c"], ["a"]),
        ("+/b/#", ["a/b", "a/b/c/d"], ["a", "b/a"]),
        ("$x/#", ["$x", "$x/b"], ["a"]),
        ("büro/+/🪑", ["büro/東京/🪑"], ["büro/🪑"]),
    ];

    [Fact]
    public async Task A_filter_gets_the_topics_that_it_matches_and_no_others()
    {
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        foreach (var (filter, matching, others) in Rules)
        {
            await using var subscriber = await PlainClient.ConnectAsync(Broker.Port);
            await subscriber.SubscribeAsync((filter, 0), ("end", 0));
            foreach (var topic in matching.Concat(others).Append("end"))
                await publisher.PublishAsync(topic, topic, qos: 1);
            await Eventually.ThatAsync(() => subscriber.Messages.Any(message => message.Topic == "end"), Soon, "the end");
            Assert.Equal(matching.Order(StringComparer.Ordinal), subscriber.Messages.Select(message => message.Topic).Where(topic => topic != "end").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_answer_to_a_subscription_is_in_the_order_of_its_filters()
    {
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port);
        Assert.Equal([0, 1, 0, 2, 1], await subscriber.SubscribeAsync(("a", 0), ("b", 1), ("c", 0), ("d", 2), ("e", 1)));
    }

    [Fact]
    public async Task A_subscription_that_ended_gets_nothing_more()
    {
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port);
        await subscriber.SubscribeAsync(("a/+", 0), ("end", 0));
        await subscriber.UnsubscribeAsync("a/+");
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        await publisher.PublishAsync("a/1", "no", qos: 1);
        await publisher.PublishAsync("end", "end", qos: 1);
        await subscriber.UntilAsync(1);
        Assert.Equal(["end"], subscriber.Payloads);
    }

    /// <summary>A server that reads its retained messages before it registers the subscription loses those that come in between.</summary>
    [Fact]
    public async Task A_message_that_is_retained_during_a_subscription_reaches_the_subscriber()
    {
        const int Rounds = 2_000;
        var handler = new RecordingHandler();
        var subscriber = await ConnectAsync(handler);
        var publisher = await ConnectAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var topic = $"race/{round}";
            var publishing = publisher.PublishAsync(topic, "state"u8.ToArray(), MqttQos.AtLeastOnce, retain: true).AsTask();
            await Task.WhenAll(publishing, subscriber.SubscribeAsync([new MqttSubscription(topic, MqttQos.AtLeastOnce)]));
        }

        await Eventually.EqualAsync(Rounds, () => handler.Messages.Select(message => message.Topic).Distinct().Count(), Soon, "a message on every topic");
    }

    [Fact]
    public async Task The_newest_retained_message_is_the_one_that_is_kept_and_an_empty_one_removes_it()
    {
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        await publisher.PublishAsync("state/1", "old", qos: 1, retain: true);
        await publisher.PublishAsync("state/1", "new", qos: 1, retain: true);
        await publisher.PublishAsync("state/2", "gone", qos: 1, retain: true);
        await publisher.PublishAsync("state/2", "", qos: 1, retain: true);
        await publisher.PublishAsync("state/3", "last", qos: 0, retain: true);
        await publisher.PublishAsync("other", "", qos: 1);
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port);
        await subscriber.SubscribeAsync(("state/+", 1));
        await subscriber.UntilAsync(2);
        Assert.Equal(["last", "new"], subscriber.Payloads.Order(StringComparer.Ordinal));
        Assert.All(subscriber.Messages, message => Assert.True(message.Retain));
    }

    [Fact]
    public async Task The_options_of_a_subscription_are_kept()
    {
        await using var client = await PlainClient.ConnectAsync(Broker.Port);
        await client.PublishAsync("state", "retained", qos: 1, retain: true);
        MqttClientSubscribeOptions Options(MqttRetainHandling handling, bool noLocal = false, bool asPublished = false) => new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(filter => filter.WithTopic("state").WithAtLeastOnceQoS().WithRetainHandling(handling).WithNoLocal(noLocal).WithRetainAsPublished(asPublished)).Build();

        await client.SubscribeAsync(Options(MqttRetainHandling.DoNotSendOnSubscribe));
        await client.SubscribeAsync(Options(MqttRetainHandling.SendAtSubscribeIfNewSubscriptionOnly));
        await client.PublishAsync("state", "local", qos: 1, retain: true);
        await client.UntilAsync(1);
        Assert.Equal([("local", false)], client.Messages.Select(message => (PlainClient.TextOf(message), message.Retain)));

        await client.UnsubscribeAsync("state"); // Mosquitto 2.0.11 keeps the options of a subscription that is repeated
        await client.SubscribeAsync(Options(MqttRetainHandling.SendAtSubscribe, noLocal: true, asPublished: true));
        await client.UntilAsync(2);
        await client.PublishAsync("state", "not for me", qos: 1, retain: true);
        await using var other = await PlainClient.ConnectAsync(Broker.Port);
        await other.PublishAsync("state", "from another", qos: 1, retain: true);
        await client.UntilAsync(3);
        Assert.Equal([("local", true), ("from another", true)], client.Messages.Skip(1).Select(message => (PlainClient.TextOf(message), message.Retain)));
    }

    [Fact]
    public async Task Properties_of_a_message_arrive_as_they_were_sent()
    {
        await using var subscriber = await PlainClient.ConnectAsync(Broker.Port);
        await subscriber.SubscribeAsync(("properties", 1));
        await using var publisher = await PlainClient.ConnectAsync(Broker.Port);
        await publisher.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic("properties").WithPayload("x").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithContentType("text/plain").WithResponseTopic("answers/1").WithCorrelationData("42"u8.ToArray())
            .WithPayloadFormatIndicator(MqttPayloadFormatIndicator.CharacterData)
            .WithUserProperty("first", Encoding.UTF8.GetBytes("one")).WithUserProperty("second", Encoding.UTF8.GetBytes("zwei")).Build());
        await subscriber.UntilAsync(1);
        var message = subscriber.Messages.Single();
        Assert.Equal(("text/plain", "answers/1", "42"), (message.ContentType, message.ResponseTopic, Encoding.UTF8.GetString(message.CorrelationData)));
        Assert.Equal(MqttPayloadFormatIndicator.CharacterData, message.PayloadFormatIndicator);
        Assert.Equal([("first", "one"), ("second", "zwei")], message.UserProperties.Select(property => (property.Name, Encoding.UTF8.GetString(property.ValueBuffer.Span))));
    }
}

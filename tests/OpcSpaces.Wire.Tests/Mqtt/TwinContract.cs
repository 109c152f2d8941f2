using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>Two clients under one id (MQTT 5 §3.1.4).</summary>
public abstract class TwinContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    private static MqttSessionOptions Twin(string name) => new() { ClientId = "twin", Will = new MqttWill($"will/{name}", default, MqttQos.AtLeastOnce, Retain: false) };

    [Fact]
    public async Task The_will_of_a_session_that_is_taken_over_is_published()
    {
        var (_, wills) = await ListenAsync("will/+");
        var first = await ConnectAsync(new RecordingHandler(), Twin("first"));
        var second = await ConnectAsync(new RecordingHandler(), Twin("second"));
        await first.Closed.WaitAsync(Soon);
        await ReceivedAsync(wills, 1);
        await second.DisconnectAsync(sendWill: false);
        Assert.Equal(["will/first"], wills.Messages.Select(message => message.Topic));
    }

    /// <summary>A server that removes "the session of this id" at the end of the first removes the second one's.</summary>
    [Fact]
    public async Task However_twins_come_and_go_the_last_one_has_a_session_that_works()
    {
        var publisher = await ConnectAsync();
        for (var round = 0; round < 100; round++)
        {
            var first = await ConnectAsync(new RecordingHandler(), Twin("first"));
            var leaving = round % 2 == 0 ? first.DisconnectAsync(sendWill: false) : first.DisposeAsync().AsTask();
            var handler = new RecordingHandler();
            var second = await ConnectAsync(handler, Twin("second"));
            await second.SubscribeAsync([new MqttSubscription("to/twin", MqttQos.AtLeastOnce)]);
            await leaving;
            await publisher.PublishAsync("to/twin", default, MqttQos.AtLeastOnce, retain: false);
            await ReceivedAsync(handler, 1);
            Assert.False(second.Closed.IsCompleted);
            await second.DisconnectAsync(sendWill: false);
        }
    }

    [Fact]
    public async Task Of_many_twins_at_once_one_stays_and_works()
    {
        var handlers = Enumerable.Range(0, 20).Select(_ => new RecordingHandler()).ToArray();
        var outcomes = await Task.WhenAll(handlers.Select(async handler =>
        {
            try
            {
                return await ConnectAsync(handler, Twin("one"));
            }
            catch (MqttConnectException)
            {
                return null; // taken over before its CONNACK
            }
        }));
        var twins = outcomes.OfType<IMqttConnection>().ToList();
        await Eventually.EqualAsync(1, () => twins.Count(twin => !twin.Closed.IsCompleted), Soon, "one twin to stay");
        var last = twins.Single(twin => !twin.Closed.IsCompleted);
        await last.SubscribeAsync([new MqttSubscription("to/twin", MqttQos.AtLeastOnce)]);
        await (await ConnectAsync()).PublishAsync("to/twin", default, MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(handlers[Array.IndexOf(outcomes, last)], 1);
        Assert.False(last.Closed.IsCompleted);
    }
}

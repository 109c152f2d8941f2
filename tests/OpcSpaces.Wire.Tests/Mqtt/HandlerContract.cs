using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

public abstract class HandlerContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Fact]
    public async Task An_exception_of_a_handler_is_counted_and_the_next_messages_follow()
    {
        var (listener, handler) = await ListenAsync("faults", first: m => m.Payload[0] switch
        {
            0 => throw new InvalidOperationException("thrown at once"),
            1 => new ValueTask(Task.Run(() => throw new InvalidOperationException("thrown later"))),
            2 => ValueTask.FromException(new InvalidOperationException("failed")),
            _ => ValueTask.CompletedTask,
        });
        var publisher = await ConnectAsync();
        for (byte i = 0; i < 10; i++)
            await publisher.PublishAsync("faults", new[] { i }, MqttQos.AtMostOnce, retain: false);
        await ReceivedAsync(handler, 10);
        await Eventually.EqualAsync(3, () => listener.HandlerFaults, Soon, "three faults counted");
        Assert.Equal(Enumerable.Range(0, 10), handler.Messages.Select(m => (int)m.Payload[0]));
        Assert.False(listener.Closed.IsCompleted);
    }

    /// <summary>The pause must reach the broker through TCP; only a bounded number of bytes may be held on our side.</summary>
    [Fact]
    public async Task While_a_handler_waits_nothing_is_read_and_publishing_goes_on()
    {
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (listener, handler) = await ListenAsync("rest", first: m => m.Payload.Length == 1 ? new ValueTask(rest.Task) : ValueTask.CompletedTask);
        var (_, others) = await ListenAsync("others");
        var publisher = await ConnectAsync();
        await publisher.PublishAsync("rest", new byte[1], MqttQos.AtMostOnce, retain: false);
        for (var i = 0; i < 2000; i++)
            await publisher.PublishAsync("rest", new byte[10_000], MqttQos.AtMostOnce, retain: false);
        await ReceivedAsync(handler, 1);
        for (var i = 0; i < 100; i++)
            await listener.PublishAsync("others", default, MqttQos.AtMostOnce, retain: false);
        await ReceivedAsync(others, 100);
        Assert.Equal(1, handler.Count);

        rest.SetResult();
        await ReceivedAsync(handler, 2001);
        Assert.False(handler.Overlapped);
        Assert.False(listener.Closed.IsCompleted);
    }

    [Fact]
    public async Task Messages_between_acknowledgements_wait_for_a_slow_handler_in_order()
    {
        var (listener, handler) = await ListenAsync("mixed", first: _ => new ValueTask(Task.Yield().GetAwaiter().IsCompleted ? Task.CompletedTask : Task.Run(() => { })));
        var publisher = await ConnectAsync();
        var publishing = Enumerable.Range(0, 500)
            .Select(i => publisher.PublishAsync("mixed", BitConverter.GetBytes(i), MqttQos.AtLeastOnce, retain: false).AsTask()).ToArray();
        var own = Enumerable.Range(0, 500)
            .Select(_ => listener.PublishAsync("unheard", default, MqttQos.AtLeastOnce, retain: false).AsTask()).ToArray();
        await Task.WhenAll([.. publishing, .. own]).WaitAsync(Soon);
        await ReceivedAsync(handler, 500);
        Assert.Equal(Enumerable.Range(0, 500), handler.Messages.Select(m => BitConverter.ToInt32(m.Payload)));
        Assert.False(handler.Overlapped);
    }

    [Fact]
    public async Task A_handler_may_publish_and_may_end_its_own_session()
    {
        IMqttConnection? own = null;
        var (listener, handler) = await ListenAsync("ask", first: async m =>
        {
            await own!.PublishAsync("answer", m.Payload, MqttQos.AtMostOnce, retain: false);
            await own.DisconnectAsync(sendWill: false);
        });
        own = listener;
        var (_, answers) = await ListenAsync("answer");
        var publisher = await ConnectAsync();
        await publisher.PublishAsync("ask", new byte[] { 42 }, MqttQos.AtMostOnce, retain: false);
        await ReceivedAsync(answers, 1);
        await listener.Closed.WaitAsync(Soon);
        Assert.Equal(1, handler.Count);
    }
}

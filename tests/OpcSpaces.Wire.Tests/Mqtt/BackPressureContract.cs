using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

public abstract class BackPressureContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Fact]
    public async Task A_stalled_link_makes_publishing_wait_and_memory_stays_bounded()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var (_, handler) = await ListenAsync("slow");
        var session = Session() with { KeepAliveSeconds = 60, MaxQueuedBytes = 256 * 1024 };
        var publisher = await ConnectAsync(new RecordingHandler(), session, proxy.Port);
        await publisher.PublishAsync("slow", "first"u8.ToArray(), MqttQos.AtLeastOnce, retain: false);
        proxy.Stall();

        var payload = new byte[10_000];
        var sent = 0;
        var publishing = Task.Run(async () =>
        {
            // 200 MB: far more than all socket buffers on the way.
            for (; sent < 20_000; Interlocked.Increment(ref sent))
                await publisher.PublishAsync("slow", payload, MqttQos.AtMostOnce, retain: false);
        });
        // The publisher has stopped when many checks in a row see the same count.
        var (seen, looks) = (-1, 0);
        await Eventually.ThatAsync(() =>
        {
            var now = Volatile.Read(ref sent);
            (seen, looks) = (now, now == seen ? looks + 1 : 0);
            return looks >= 50;
        }, Soon, "publishing to stop");
        Assert.False(publishing.IsCompleted);
        Assert.InRange(sent * (long)payload.Length, 0, 64 * 1024 * 1024);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(heap, 0, 200 * 1024 * 1024);

        proxy.Resume();
        await publishing.WaitAsync(Eventually.Patience);
        await Eventually.ThatAsync(() => handler.Count == 20_001, Eventually.Patience, "all messages", () => $"{handler.Count}");
    }

    [Fact]
    public async Task A_publisher_that_waits_for_room_can_give_up_and_the_other_messages_arrive_in_order()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var (_, handler) = await ListenAsync("patience");
        var session = Session() with { KeepAliveSeconds = 60, MaxQueuedBytes = 64 * 1024 };
        var publisher = await ConnectAsync(new RecordingHandler(), session, proxy.Port);
        proxy.Stall();
        using var patience = new CancellationTokenSource();
        var waiting = new List<Task>();
        for (var i = 0; i < 3000; i++)
        {
            var payload = new byte[20_000];
            BitConverter.TryWriteBytes(payload, i);
            waiting.Add(publisher.PublishAsync("patience", payload, MqttQos.AtMostOnce, retain: false, i % 2 == 1 ? patience.Token : default).AsTask());
        }

        await patience.CancelAsync();
        proxy.Resume();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting).WaitAsync(Eventually.Patience));
        await Eventually.ThatAsync(() => handler.Messages.Any(m => BitConverter.ToInt32(m.Payload) == 2998), Soon, "the last one");
        var arrived = handler.Messages.Select(m => BitConverter.ToInt32(m.Payload)).ToList();
        Assert.Equal(arrived.Order(), arrived);
        Assert.Equal(1500, arrived.Count(i => i % 2 == 0));
        Assert.InRange(waiting.Count(w => w.IsCanceled), 1, 1500);
        Assert.True(arrived.Count >= 3000 - waiting.Count(w => w.IsCanceled));
    }

    [Fact]
    public async Task Cancelling_the_wait_for_an_acknowledgement_leaves_the_session_open()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var connection = await ConnectAsync(new RecordingHandler(), port: proxy.Port);
        proxy.Stall();
        using var patience = new CancellationTokenSource();
        var publishing = connection.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false, patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing.WaitAsync(Soon));
        proxy.Resume();
        for (var i = 0; i < 100; i++)
            await connection.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false);
    }

    [Fact]
    public async Task No_more_acknowledgements_are_outstanding_than_allowed()
    {
        var connection = await ConnectAsync(new RecordingHandler(), Session() with { MaxInflight = 3 });
        var publishing = Enumerable.Range(0, 500)
            .Select(i => connection.PublishAsync($"inflight/{i}", default, MqttQos.AtLeastOnce, retain: false).AsTask()).ToArray();
        await Task.WhenAll(publishing).WaitAsync(Soon);
        Assert.False(connection.Closed.IsCompleted);
    }
}

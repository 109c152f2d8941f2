using System.Diagnostics;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

public abstract class CrowdContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Fact]
    public Task Three_hundred_connections_at_once_all_work() => CrowdAsync(300);

    /// <summary>
    /// A gateway's connection must not cost a thread. .NET raises the soft limit of open files to the hard one by itself;
    /// 1,500 connections here and as many at the broker need a hard limit of 4,096.
    /// </summary>
    [Fact]
    public Task Fifteen_hundred_connections_on_a_few_threads_all_work_and_end() => CrowdAsync(1500);

    private async Task CrowdAsync(int size)
    {
        var threads = Process.GetCurrentProcess().Threads.Count;
        var (_, all) = await ListenAsync("crowd/up/#");
        var handlers = Enumerable.Range(0, size).Select(_ => new RecordingHandler()).ToArray();
        var crowd = await Task.WhenAll(handlers.Select(handler => ConnectAsync(handler, Session() with { ConnectTimeoutSeconds = 60 })));
        await Task.WhenAll(crowd.Select((c, i) => c.SubscribeAsync([new MqttSubscription($"crowd/down/{i}", MqttQos.AtMostOnce)])));

        for (var round = 0; round < 5; round++)
            await Task.WhenAll(crowd.Select((c, i) => c.PublishAsync($"crowd/up/{i}", BitConverter.GetBytes(i), MqttQos.AtMostOnce, retain: false).AsTask()));
        await Task.WhenAll(crowd.Select((c, i) => c.PublishAsync($"crowd/up/{i}", BitConverter.GetBytes(i), MqttQos.AtLeastOnce, retain: false).AsTask()));
        await Eventually.EqualAsync(6 * size, () => all.Count, Eventually.Patience, "all messages of the crowd");

        var host = await ConnectAsync();
        for (var i = 0; i < size; i++)
            await host.PublishAsync($"crowd/down/{i}", BitConverter.GetBytes(i), MqttQos.AtMostOnce, retain: false);
        await Eventually.ThatAsync(() => handlers.All(h => h.Count == 1), Eventually.Patience, "one message for each");
        Assert.Equal(Enumerable.Range(0, size), handlers.Select(h => BitConverter.ToInt32(h.Messages.Single().Payload)));

        Assert.InRange(Process.GetCurrentProcess().Threads.Count, 1, threads + 60);
        await Broker.KillAsync();
        await Task.WhenAll(crowd.Select(c => c.Closed)).WaitAsync(Eventually.Patience);
    }
}

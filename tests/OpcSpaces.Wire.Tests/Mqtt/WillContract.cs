using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

public abstract class WillContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    private static readonly byte[] LastWords = "gone"u8.ToArray();

    private static MqttWill Will(bool retain = false) => new("will/1", LastWords, MqttQos.AtLeastOnce, retain);

    [Fact]
    public async Task Cutting_the_connection_publishes_the_will()
    {
        var (_, handler) = await ListenAsync("will/#");
        var connection = await ConnectAsync(Will());
        await connection.DisposeAsync();
        await ReceivedAsync(handler, 1);
        Assert.Equal(LastWords, handler.Messages.Single().Payload);
        Assert.Equal(MqttDisconnectCause.Requested, (await connection.Closed).Cause);
    }

    [Fact]
    public async Task Disconnecting_with_the_will_publishes_it()
    {
        var (_, handler) = await ListenAsync("will/#");
        var connection = await ConnectAsync(Will());
        await connection.DisconnectAsync(sendWill: true);
        await ReceivedAsync(handler, 1);
        Assert.Equal(MqttDisconnectCause.Requested, (await connection.Closed).Cause);
    }

    [Fact]
    public async Task Disconnecting_without_the_will_publishes_nothing()
    {
        var (_, handler) = await ListenAsync("will/#");
        var witness = await ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            var connection = await ConnectAsync(Will());
            await connection.DisconnectAsync(sendWill: false);
        }

        await witness.PublishAsync("will/end", default, MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(handler, 1);
        Assert.Equal(["will/end"], handler.Messages.Select(m => m.Topic));
    }

    /// <summary>The receive buffer is never empty here, so closing the socket at once would send a reset.</summary>
    [Fact]
    public async Task Disconnecting_without_the_will_publishes_nothing_even_while_many_messages_arrive()
    {
        var (_, wills) = await ListenAsync("will/#");
        var source = await ConnectAsync();
        using var stop = new CancellationTokenSource();
        var pouring = Task.Run(async () =>
        {
            var payload = new byte[2000];
            while (!stop.IsCancellationRequested)
                await source.PublishAsync("flood", payload, MqttQos.AtMostOnce, retain: false);
        });
        for (var i = 0; i < 20; i++)
        {
            var handler = new RecordingHandler();
            var connection = await ConnectAsync(handler, Session(Will()));
            await connection.SubscribeAsync([new MqttSubscription("flood", MqttQos.AtMostOnce)]);
            await ReceivedAsync(handler, 10);
            await connection.DisconnectAsync(sendWill: false);
        }

        await stop.CancelAsync();
        await pouring;
        await source.PublishAsync("will/end", default, MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(wills, 1);
        Assert.Equal(["will/end"], wills.Messages.Select(m => m.Topic));
    }

    [Fact]
    public async Task A_retained_will_stays()
    {
        await (await ConnectAsync(Will(retain: true))).DisposeAsync();
        var (_, handler) = await ListenAsync("will/1");
        await ReceivedAsync(handler, 1);
        await Eventually.ThatAsync(() => handler.Messages.Any(m => m.Topic == "will/1"), Soon, "the will");
    }

    [Fact]
    public async Task Each_CONNECT_has_its_own_will()
    {
        var (_, handler) = await ListenAsync("will/#");
        for (byte birth = 0; birth < 5; birth++)
        {
            var will = new MqttWill("will/1", new[] { birth }, MqttQos.AtLeastOnce, Retain: false);
            var connection = await ConnectAsync(new RecordingHandler(), new MqttSessionOptions { ClientId = "same", Will = will });
            await connection.DisposeAsync();
            await ReceivedAsync(handler, birth + 1);
        }

        Assert.Equal([0, 1, 2, 3, 4], handler.Messages.Select(m => (int)m.Payload[0]));
    }

    [Fact]
    public async Task Messages_sent_before_a_disconnection_all_arrive()
    {
        var (_, handler) = await ListenAsync("before/#");
        var connection = await ConnectAsync();
        for (var i = 0; i < 3000; i++)
            await connection.PublishAsync("before/1", BitConverter.GetBytes(i), MqttQos.AtMostOnce, retain: false);
        await connection.DisconnectAsync(sendWill: false);
        await ReceivedAsync(handler, 3000);
    }
}

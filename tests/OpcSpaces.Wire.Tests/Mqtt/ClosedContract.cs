using System.Diagnostics;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>How a session ends, and what its callers see then.</summary>
public abstract class ClosedContract(Func<Task<IContractBroker>> start) : MqttContract(start)
{
    [Fact]
    public async Task Killing_the_broker_ends_every_session_with_LinkLost()
    {
        var connections = new List<IMqttConnection>();
        for (var i = 0; i < 10; i++)
            connections.Add(await ConnectAsync());
        await Broker.KillAsync();
        foreach (var connection in connections)
            Assert.Equal(MqttDisconnectCause.LinkLost, (await connection.Closed.WaitAsync(Soon)).Cause);
        await Assert.ThrowsAsync<MqttConnectionLostException>(
            async () => await connections[0].PublishAsync("a", default, MqttQos.AtMostOnce, retain: false));
        await Assert.ThrowsAsync<MqttConnectionLostException>(
            async () => await connections[0].PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false));
        await Assert.ThrowsAsync<MqttConnectionLostException>(
            () => connections[0].SubscribeAsync([new MqttSubscription("a", MqttQos.AtMostOnce)]));
        await connections[0].DisconnectAsync(sendWill: false);
    }

    [Fact]
    public async Task Calls_that_wait_for_the_broker_fail_when_the_link_dies()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var connection = await ConnectAsync(new RecordingHandler(), port: proxy.Port);
        proxy.Stall();
        var publishing = Enumerable.Range(0, 50)
            .Select(_ => connection.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false).AsTask()).ToArray();
        var subscribing = connection.SubscribeAsync([new MqttSubscription("a", MqttQos.AtMostOnce)]);
        proxy.Drop();
        foreach (var publish in publishing)
            await Assert.ThrowsAsync<MqttConnectionLostException>(() => publish.WaitAsync(Soon));
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => subscribing.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_broker_that_stops_ends_the_session()
    {
        var connection = await ConnectAsync();
        await Broker.StopAsync();
        Assert.NotEqual(MqttDisconnectCause.Requested, (await connection.Closed.WaitAsync(Soon)).Cause);
    }

    [Fact]
    public async Task A_second_session_with_the_same_id_ends_the_first_one()
    {
        var first = await ConnectAsync(new RecordingHandler(), new MqttSessionOptions { ClientId = "twin" });
        var second = await ConnectAsync(new RecordingHandler(), new MqttSessionOptions { ClientId = "twin" });
        Assert.NotEqual(MqttDisconnectCause.Requested, (await first.Closed.WaitAsync(Soon)).Cause);
        Assert.False(second.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_reset_link_is_found_at_once()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var connection = await ConnectAsync(new RecordingHandler(), port: proxy.Port);
        proxy.Drop();
        Assert.Equal(MqttDisconnectCause.LinkLost, (await connection.Closed.WaitAsync(Soon)).Cause);
    }

    [Fact]
    public async Task An_idle_link_that_goes_silent_is_found_within_one_and_a_half_keep_alives()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var connection = await ConnectAsync(new RecordingHandler(), Session() with { KeepAliveSeconds = 5 }, proxy.Port);
        proxy.Stall();
        await AssertFoundSilentAsync(connection);
    }

    /// <summary>That the publisher keeps sending must not hide that nothing comes back.</summary>
    [Fact]
    public async Task A_silent_link_is_found_while_publishing()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var connection = await ConnectAsync(new RecordingHandler(), Session() with { KeepAliveSeconds = 5 }, proxy.Port);
        proxy.Stall();
        var publishing = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await pace.WaitForNextTickAsync())
                await connection.PublishAsync("a", new byte[200], MqttQos.AtMostOnce, retain: false);
        });
        await AssertFoundSilentAsync(connection);
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => publishing);
    }

    [Fact]
    public async Task A_stalled_link_does_not_hold_up_a_disconnection_for_ever()
    {
        await using var proxy = TcpProxy.Start(Broker.Port);
        var connection = await ConnectAsync(new RecordingHandler(), port: proxy.Port);
        proxy.Stall();
        using var awake = new AwakeTime();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await connection.DisconnectAsync(sendWill: false, patience.Token);
        Assert.InRange(awake.Elapsed.TotalSeconds, 0, 4);
        Assert.Equal(MqttDisconnectCause.Requested, (await connection.Closed).Cause);
    }

    [Fact]
    public async Task Disconnecting_while_others_publish_ends_them_all()
    {
        var connection = await ConnectAsync();
        var publishing = Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            while (true)
                await connection.PublishAsync("busy", new byte[100], i == 0 ? MqttQos.AtLeastOnce : MqttQos.AtMostOnce, retain: false);
        })).ToArray();
        await connection.PublishAsync("busy", default, MqttQos.AtLeastOnce, retain: false);
        await connection.DisconnectAsync(sendWill: false).WaitAsync(Soon);
        foreach (var publish in publishing)
            await Assert.ThrowsAsync<MqttConnectionLostException>(() => publish.WaitAsync(Soon));
        await connection.DisposeAsync();
        await connection.DisconnectAsync(sendWill: true);
        Assert.Equal(MqttDisconnectCause.Requested, (await connection.Closed).Cause);
    }

    private static async Task AssertFoundSilentAsync(IMqttConnection connection)
    {
        var started = Stopwatch.GetTimestamp();
        using var awake = new AwakeTime();
        var end = await connection.Closed.WaitAsync(Soon);
        Assert.Equal(MqttDisconnectCause.LinkSilent, end.Cause);
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds >= 5, "too early");
        Assert.InRange(awake.Elapsed.TotalSeconds, 0, 9.5);
    }
}

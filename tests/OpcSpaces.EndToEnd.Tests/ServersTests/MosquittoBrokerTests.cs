using System.Net.Sockets;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.ServersTests;

public sealed class MosquittoBrokerTests
{
    private static readonly TimeSpan Soon = Eventually.Patience;

    [Fact]
    public async Task A_broker_accepts_connections_is_killed_and_comes_back_on_the_same_port()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        Assert.Equal(0, await RawMqtt.ConnectAsync(broker.Port));
        var first = broker.Process.Pid;

        broker.Kill();
        await Assert.ThrowsAsync<SocketException>(() => RawMqtt.ConnectAsync(broker.Port));

        await broker.RestartAsync();
        Assert.NotEqual(first, broker.Process.Pid);
        Assert.Equal(0, await RawMqtt.ConnectAsync(broker.Port));
    }

    [Fact]
    public async Task A_paused_broker_keeps_silent_until_it_is_resumed()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        broker.Pause();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RawMqtt.ConnectAsync(broker.Port, cancellation: patience.Token));

        broker.Resume();
        Assert.Equal(0, await RawMqtt.ConnectAsync(broker.Port));
    }

    [Fact]
    public async Task A_broker_with_users_refuses_the_wrong_password_and_strangers()
    {
        var options = new MosquittoOptions { Users = new Dictionary<string, string> { ["gateway"] = "right" } };
        await using var broker = await MosquittoBroker.StartAsync(options);
        Assert.Equal(0, await RawMqtt.ConnectAsync(broker.Port, "gateway", "right"));
        Assert.Equal(5, await RawMqtt.ConnectAsync(broker.Port, "gateway", "wrong"));
        Assert.Equal(5, await RawMqtt.ConnectAsync(broker.Port));
    }

    [Fact]
    public async Task A_broker_that_cannot_start_says_why()
    {
        var options = new MosquittoOptions { Lines = ["no_such_setting true"] };
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => MosquittoBroker.StartAsync(options));
        Assert.Contains("no_such_setting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_stops_on_dispose()
    {
        var broker = await MosquittoBroker.StartAsync();
        var port = broker.Port;
        await broker.DisposeAsync();
        await Eventually.ThatAsync(
            async () => await Record.ExceptionAsync(() => RawMqtt.ConnectAsync(port)) is SocketException, Soon, "the port to be closed");
    }
}

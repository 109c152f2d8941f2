using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.ServersTests;

public sealed class TcpProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = Eventually.Patience;
    private readonly TcpListener _echo;
    private readonly TcpProxy _proxy;

    public TcpProxyTests()
    {
        var port = FreePort.Next();
        _echo = new TcpListener(IPAddress.Loopback, port);
        _echo.Start();
        _ = EchoAsync();
        _proxy = TcpProxy.Start(port);
    }

    [Fact]
    public async Task Bytes_pass_unchanged_and_in_order()
    {
        using var client = await ConnectAsync();
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);
        var received = new byte[sent.Length];
        await Task.WhenAll(client.GetStream().WriteAsync(sent).AsTask(), client.GetStream().ReadExactlyAsync(received).AsTask());
        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task A_stalled_link_stays_open_and_passes_nothing_until_it_is_resumed()
    {
        using var client = await ConnectAsync();
        await RoundTripAsync(client);

        _proxy.Stall();
        await client.GetStream().WriteAsync(new byte[] { 7 });
        var answer = client.GetStream().ReadExactlyAsync(new byte[1]).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(200)));
        Assert.Equal(1, _proxy.Connections);

        _proxy.Resume();
        await answer.WaitAsync(Soon);
    }

    [Fact]
    public async Task A_dropped_connection_is_reset_and_a_new_one_works()
    {
        using var client = await ConnectAsync();
        await RoundTripAsync(client);
        _proxy.Drop();
        await Assert.ThrowsAsync<IOException>(() => client.GetStream().ReadExactlyAsync(new byte[1]).AsTask().WaitAsync(Soon));

        using var next = await ConnectAsync();
        await RoundTripAsync(next);
    }

    [Fact]
    public async Task A_refusing_link_resets_every_new_connection()
    {
        _proxy.Refuse();
        var failure = await Record.ExceptionAsync(async () =>
        {
            using var client = await ConnectAsync();
            await RoundTripAsync(client);
        });
        Assert.True(failure is IOException or SocketException, $"{failure}");

        _proxy.Resume();
        using var next = await ConnectAsync();
        await RoundTripAsync(next);
    }

    [Fact]
    public async Task A_delayed_link_adds_its_delay_in_each_direction()
    {
        using var client = await ConnectAsync();
        _proxy.Delay = TimeSpan.FromMilliseconds(60);
        await RoundTripAsync(client);
        var started = Stopwatch.GetTimestamp();
        await RoundTripAsync(client);
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(115));
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(_proxy.Host, _proxy.Port);
        return client;
    }

    private static async Task RoundTripAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync(new byte[] { 1 });
        await client.GetStream().ReadExactlyAsync(new byte[1]).AsTask().WaitAsync(Soon);
    }

    private async Task EchoAsync()
    {
        while (true)
        {
            var client = await _echo.AcceptTcpClientAsync();
            _ = client.GetStream().CopyToAsync(client.GetStream()).ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
        }
    }
}

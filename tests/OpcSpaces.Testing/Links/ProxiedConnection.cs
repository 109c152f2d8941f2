using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OpcSpaces.Testing;

/// <summary>One client connection through a <see cref="TcpProxy"/> and the matching connection to the server.</summary>
internal sealed class ProxiedConnection(Socket client, IPEndPoint target, LinkState link) : IDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private const int ChunksInFlight = 64;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _reset = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Completion => _completion.Task;

    internal void Reset() => _reset.Cancel();

    internal async Task RunAsync()
    {
        client.NoDelay = true;
        try
        {
            await link.WaitUntilOpenAsync(_reset.Token);
            await _server.ConnectAsync(target, _reset.Token);
            var there = NewWay();
            var back = NewWay();
            await Task.WhenAll(
                EndAllOnFaultAsync(ReadAsync(client, there.Writer)),
                EndAllOnFaultAsync(WriteAsync(_server, there.Reader)),
                EndAllOnFaultAsync(ReadAsync(_server, back.Writer)),
                EndAllOnFaultAsync(WriteAsync(client, back.Reader)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // A reset, by the test or by a peer, ends both sides in the same way.
            client.LingerState = new LingerOption(true, 0);
            _server.LingerState = new LingerOption(true, 0);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        // The cancellation source stays usable: a test may reset a connection that has just ended.
        _completion.TrySetResult();
    }

    private static Channel<(byte[] Bytes, long DueTimestamp)> NewWay() =>
        Channel.CreateBounded<(byte[] Bytes, long DueTimestamp)>(ChunksInFlight);

    private async Task EndAllOnFaultAsync(Task part)
    {
        try
        {
            await part;
        }
        catch
        {
            Reset();
            throw;
        }
    }

    private async Task ReadAsync(Socket from, ChannelWriter<(byte[] Bytes, long DueTimestamp)> way)
    {
        var buffer = new byte[ChunkBytes];
        while (true)
        {
            // A stalled link does not even take bytes out of the sender's socket.
            await link.WaitUntilOpenAsync(_reset.Token);
            var read = await from.ReceiveAsync(buffer, _reset.Token);
            if (read == 0)
                break;
            var due = TimeProvider.System.GetTimestamp() + (long)(link.Delay.TotalSeconds * TimeProvider.System.TimestampFrequency);
            await way.WriteAsync((buffer[..read], due), _reset.Token);
        }

        way.Complete();
    }

    private async Task WriteAsync(Socket to, ChannelReader<(byte[] Bytes, long DueTimestamp)> way)
    {
        await foreach (var (bytes, due) in way.ReadAllAsync(_reset.Token))
        {
            var late = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
            if (late > TimeSpan.Zero)
                await Task.Delay(late, _reset.Token);
            await link.WaitUntilOpenAsync(_reset.Token);
            for (var sent = 0; sent < bytes.Length;)
                sent += await to.SendAsync(bytes.AsMemory(sent), _reset.Token);
            link.CountForwarded(bytes.Length);
        }

        to.Shutdown(SocketShutdown.Send);
    }
}

using System.Net;
using System.Net.Sockets;
using MQTTnet.Channel;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// Opens the TCP connection for MQTTnet and keeps the socket, so that it can be closed gently: MQTTnet closes its own sockets with a
/// reset (linger time zero), which may overtake the DISCONNECT and make the broker publish the Will.
/// </summary>
internal sealed class SocketProvider : IMqttClientStreamProvider, IDisposable
{
    private const int DiscardBytes = 4096;

    private Socket? _socket;

    public async Task<Stream> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        // Without a family .NET tries all addresses of the name in turn.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket = socket;
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>After DISCONNECT: waits until the broker closes, and discards what it still sends.</summary>
    internal async Task LingerAsync(CancellationToken ct)
    {
        if (_socket is not { } socket)
            return;
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            var discarded = new byte[DiscardBytes];
            while (await socket.ReceiveAsync(discarded, ct) > 0)
            {
                // The handler gets nothing more.
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The broker or we closed the socket at once; the session has ended either way.
        }
    }

    public void Dispose() => _socket?.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Testing;

/// <summary>
/// A TCP link between a client and a server on loopback that a test can break: stall it without closing, drop it,
/// refuse new connections, or delay it. Bytes are never changed or reordered.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _target;
    private readonly ConcurrentDictionary<ProxiedConnection, byte> _connections = [];
    private readonly LinkState _link = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private volatile bool _refusing;

    private TcpProxy(int targetPort)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        Port = FreePort.Next();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Host { get; } = "127.0.0.1";

    /// <summary>The port that clients connect to.</summary>
    public int Port { get; }

    /// <summary>Connections that are open now.</summary>
    public int Connections => _connections.Count;

    /// <summary>Bytes forwarded so far, both directions together.</summary>
    public long ForwardedBytes => _link.ForwardedBytes;

    /// <summary>How long every chunk of bytes takes, in each direction; the order stays.</summary>
    public TimeSpan Delay
    {
        get => _link.Delay;
        set => _link.Delay = value;
    }

    public static TcpProxy Start(int targetPort) => new(targetPort);

    /// <summary>No bytes pass in either direction and no connection is closed, as when a cable is cut.</summary>
    public void Stall() => _link.Stall();

    /// <summary>Ends <see cref="Stall"/> and <see cref="Refuse"/>; bytes that waited are forwarded.</summary>
    public void Resume()
    {
        _refusing = false;
        _link.Resume();
    }

    /// <summary>Resets every open connection (RST); new ones are accepted.</summary>
    public void Drop()
    {
        foreach (var connection in _connections.Keys)
            connection.Reset();
    }

    /// <summary>Resets every open connection and every new one until <see cref="Resume"/>.</summary>
    public void Refuse()
    {
        _refusing = true;
        Drop();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        Drop();
        await _accepting;
        await Task.WhenAll(_connections.Keys.Select(connection => connection.Completion));
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_stopping.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var connection = new ProxiedConnection(client, _target, _link);
            _connections.TryAdd(connection, 0);
            if (_refusing)
                connection.Reset();
            _ = RunAsync(connection);
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        using (connection)
            await connection.RunAsync();
        _connections.TryRemove(connection, out _);
    }
}

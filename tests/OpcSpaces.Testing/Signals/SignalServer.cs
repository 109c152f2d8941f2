using System.Net.Sockets;

namespace OpcSpaces.Testing;

/// <summary>
/// The building behind the pin driver <c>signals</c>: keeps the level of every pin of every gateway and tells whoever watches, and
/// hears of every commit. Any number of gateways may come, go and come again over one socket.
/// </summary>
public sealed class SignalServer : IAsyncDisposable
{
    private readonly string _socketPath;
    private readonly TimeProvider _time;
    private readonly Action<CommitNote> _onCommit;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    // Held while a level is read or written and told, so that nobody hears an old level after a new one.
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Gateway, int Pin), bool> _levels = [];
    private readonly Dictionary<string, int> _visits = [];
    private readonly HashSet<SignalConnection> _connections = [];

    private SignalServer(string socketPath, TimeProvider time, Action<CommitNote> onCommit)
    {
        (_socketPath, _time, _onCommit) = (socketPath, time, onCommit);
        File.Delete(socketPath);
        _listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen(4096);
        _accepting = AcceptAsync();
    }

    /// <summary>Gateways that are connected now.</summary>
    public int Connected
    {
        get
        {
            lock (_gate) return _connections.Count;
        }
    }

    /// <summary>
    /// Listens at <paramref name="socketPath"/> (at most about 100 bytes; a file that is there is replaced). <paramref name="onCommit"/>
    /// hears each gateway's notes in order, one gateway at a time on any thread.
    /// </summary>
    public static SignalServer Start(string socketPath, TimeProvider time, Action<CommitNote> onCommit) => new(socketPath, time, onCommit);

    /// <summary>Moves a pin; stamped with the server's clock. Gateways that are away find the level when they come.</summary>
    public void Set(string gateway, int pin, bool high) => Set(gateway, pin, high, _time.GetUtcNow());

    /// <summary>As <see cref="Set(string, int, bool)"/>, stamped with a time of the caller's: pulses of microseconds are not made in real time.</summary>
    public void Set(string gateway, int pin, bool high, DateTimeOffset at)
    {
        lock (_gate)
        {
            _levels[(gateway, pin)] = high;
            foreach (var connection in _connections)
            {
                if (connection.Gateway == gateway) connection.Tell(pin, high, at);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        lock (_gate)
        {
            foreach (var connection in _connections) connection.Dispose();
        }

        await _accepting;
        File.Delete(_socketPath);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                var connection = new SignalConnection(socket, Welcome, Watch, _onCommit);
                lock (_gate) _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(SignalConnection connection)
    {
        await connection.RunAsync(_stop.Token);
        lock (_gate) _connections.Remove(connection);
        connection.Dispose();
    }

    private int Welcome(string gateway)
    {
        lock (_gate) return _visits[gateway] = _visits.GetValueOrDefault(gateway) + 1;
    }

    private void Watch(SignalConnection connection, int pin)
    {
        lock (_gate) connection.Tell(pin, _levels.GetValueOrDefault((connection.Gateway, pin)), _time.GetUtcNow());
    }
}

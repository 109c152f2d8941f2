using System.Collections.Concurrent;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// The one network thread of the process: waits with epoll for the sockets of all connections and for what other threads
/// want sent. Everything of libmosquitto that belongs to a registered connection is called here and nowhere else.
/// </summary>
internal sealed class MosquittoLoop
{
    private const int TickMs = 500;

    private static readonly Lazy<MosquittoLoop> Instance = new(() => new MosquittoLoop());

    private readonly Epoll _epoll = new();
    private readonly ConcurrentQueue<MosquittoConnection> _work = new();

    // Owned by the network thread.
    private readonly Dictionary<long, MosquittoConnection> _connections = [];
    private readonly List<MosquittoConnection> _ticking = [];
    private long _nextTick;

    private long _lastToken = Epoll.WakeToken;
    private int _asleep;

    private MosquittoLoop()
    {
        // A background thread: connections that nobody closes must not keep the process alive.
        new Thread(Run) { IsBackground = true, Name = "mqtt" }.Start();
    }

    internal static MosquittoLoop Shared => Instance.Value;

    internal Epoll Epoll => _epoll;

    internal long NextToken() => Interlocked.Increment(ref _lastToken);

    /// <summary>Has <see cref="MosquittoConnection.Work"/> called soon. From any thread.</summary>
    internal void Post(MosquittoConnection connection)
    {
        _work.Enqueue(connection);

        // The full fence of Exchange pairs with the one in Wait: either we see that it sleeps, or it sees our work.
        if (Interlocked.Exchange(ref _asleep, 0) == 1)
            _epoll.Wake();
    }

    internal void Add(MosquittoConnection connection) => _connections.Add(connection.Token, connection);

    internal void Remove(MosquittoConnection connection) => _connections.Remove(connection.Token);

    private void Run()
    {
        while (true)
        {
            // Only what is there now, so that busy publishers cannot keep the sockets from being read.
            for (var left = _work.Count; left > 0 && _work.TryDequeue(out var connection); left--)
                connection.Work();

            var events = Wait();
            for (var i = 0; i < events; i++)
                Dispatch(_epoll.TokenOf(i), _epoll.ReadinessOf(i));

            if (Environment.TickCount64 >= _nextTick)
                Tick();
        }
    }

    private int Wait()
    {
        Interlocked.Exchange(ref _asleep, 1);
        var timeout = _work.IsEmpty ? (int)Math.Clamp(_nextTick - Environment.TickCount64, 0, TickMs) : 0;
        var events = _epoll.Wait(timeout);
        Volatile.Write(ref _asleep, 0);
        return events;
    }

    private void Dispatch(long token, uint readiness)
    {
        if (token == Epoll.WakeToken)
            _epoll.ClearWake();
        else if (_connections.TryGetValue(token, out var connection))
            connection.Ready(readiness);
    }

    private void Tick()
    {
        var now = Environment.TickCount64;
        var late = _nextTick == 0 || now - _nextTick < TickMs ? 0 : now - _nextTick;
        _nextTick = now + TickMs;
        _ticking.AddRange(_connections.Values);
        foreach (var connection in _ticking)
            connection.Tick(now, late);
        _ticking.Clear();
    }
}

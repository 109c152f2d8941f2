using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Sensing.Pins.Signals;

/// <summary>
/// Pins whose levels come over a Unix-domain socket from a server that outlives the agent: a simulated building that continues while
/// gateways are killed. A note of every commit goes back over the same socket. A note that was written reaches the server even if this
/// process is killed immediately afterwards. A pin is open when its level is known. Connects again when the server was away; levels
/// that changed meanwhile arrive as changes. The protocol is lines of ASCII text. To the server: <c>hello GATEWAY</c>, <c>watch
/// PIN</c>, <c>commit EPOCH SEQUENCE SHA256-HEX</c>. From the server: <c>level PIN 0|1 UNIX-MICROSECONDS</c>;
/// a connection with a line of more than 1024 bytes is closed.
/// </summary>
public sealed class SignalPins : IPinController, ICommitObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int LongestLine = 1024;

    private readonly string _socketPath;
    private readonly string _gateway;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();

    // Guards everything below, and keeps lines whole.
    private readonly Lock _gate = new();
    private readonly Dictionary<int, SignalPin> _pins = [];
    private Socket? _socket;

    private SignalPins(string socketPath, string gateway, TimeProvider time)
    {
        (_socketPath, _gateway, _time) = (socketPath, gateway, time);
    }

    /// <summary>How long <see cref="OpenInput"/> waits for the level of a pin.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Commits whose note could not be sent, because no server was connected.</summary>
    public long UnreportedCommits { get; private set; }

    /// <summary>Waits until the server is there, so that it learns of every commit from the first one on.</summary>
    public static async Task<SignalPins> ConnectAsync(string socketPath, string gateway, TimeProvider time, CancellationToken cancellation = default)
    {
        var pins = new SignalPins(socketPath, gateway, time);
        try
        {
            Socket? socket;
            while (!pins.TryOpen(out socket)) await Task.Delay(Pause, TimeProvider.System, cancellation);
            // Reads block in a thread of their own: with asynchronous reads each line would wake the runtime's socket thread and a pool thread.
            new Thread(() => pins.Listen(socket), maxStackSize: 256 * 1024) { IsBackground = true, Name = "signals" }.Start();
            return pins;
        }
        catch
        {
            pins.Dispose();
            throw;
        }
    }

    public IInputPin OpenInput(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var pin = new SignalPin(number);
        lock (_gate)
        {
            _pins.Add(number, pin);
            TrySend($"watch {number}\n");
        }

        // Not inside the gate, because the thread that receives the level takes it too.
        if (pin.WaitUntilKnown(Patience, _stop.Token)) return pin;
        throw new TimeoutException($"The signals at {_socketPath} did not report the level of pin {number} within {Patience.TotalSeconds} s.");
    }

    public void OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256)
    {
        var line = $"commit {epoch} {sequence} {Convert.ToHexStringLower(contentSha256)}\n";
        lock (_gate)
        {
            if (!TrySend(line)) UnreportedCommits++;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        lock (_gate) _socket?.Dispose();
    }

    private bool TryOpen([NotNullWhen(true)] out Socket? socket)
    {
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(_socketPath));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }

        lock (_gate)
        {
            _socket = socket;
            TrySend($"hello {_gateway}\n");
            foreach (var number in _pins.Keys) TrySend($"watch {number}\n");
            // When this was disposed before, there was no socket to close.
            if (_stop.IsCancellationRequested) socket.Dispose();
        }

        return true;
    }

    private void Listen(Socket socket)
    {
        while (true)
        {
            try
            {
                using var stream = new NetworkStream(socket, ownsSocket: true);
                var reader = new BoundedLineReader(stream, LongestLine);
                while (reader.ReadLine() is { } line) OnLine(line);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The connection has ended; the loop decides whether to connect again.
            }
            catch (InvalidDataException)
            {
                // What is there does not speak this protocol. Not at once again, because it would send the same.
                _stop.Token.WaitHandle.WaitOne(Pause);
            }

            lock (_gate) _socket = null;
            if (_stop.IsCancellationRequested) return;
            Socket? next;
            while (!TryOpen(out next))
            {
                if (_stop.Token.WaitHandle.WaitOne(Pause)) return;
            }

            socket = next;
        }
    }

    // level PIN 0|1 UNIX-MICROSECONDS
    private void OnLine(string line)
    {
        var words = line.Split(' ');
        if (words is not ["level", var pin, "0" or "1", var microseconds]) return;
        if (!int.TryParse(pin, CultureInfo.InvariantCulture, out var number) || !long.TryParse(microseconds, CultureInfo.InvariantCulture, out var at)) return;
        SignalPin? known;
        lock (_gate) known = _pins.GetValueOrDefault(number);
        known?.Set(words[2] == "1", at > 0 ? DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond) : _time.GetUtcNow());
    }

    // Inside the gate. Blocks while the kernel's buffer is full: the note of a commit must not be lost.
    private bool TrySend(string line)
    {
        if (_socket is not { } socket) return false;
        try
        {
            var bytes = Encoding.ASCII.GetBytes(line);
            for (var sent = 0; sent < bytes.Length;) sent += socket.Send(bytes.AsSpan(sent));
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}

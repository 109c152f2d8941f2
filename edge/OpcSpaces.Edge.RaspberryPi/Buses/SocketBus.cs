using System.Net.Sockets;
using System.Text;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary>
/// The client of simulated buses: one transfer at a time over a Unix-domain socket. Each transfer is a line of ASCII text, and so is its
/// answer. To the server: <c>i2c BUS ADDRESS HEX COUNT</c> writes the bytes and then reads COUNT bytes in one transfer; <c>spi BUS
/// CHIP-SELECT HEX</c> exchanges the bytes. From the server: <c>ok HEX</c>, or <c>error WORDS</c> for a transfer that failed, such as one
/// that no chip acknowledged. <c>-</c> stands for no bytes. An answer has
/// 8,192 bytes at most. Connects with the first transfer, and again after one without an answer.
/// </summary>
internal sealed class SocketBus(string socketPath) : IDisposable
{
    /// <summary>An answer takes no longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // The most bytes that a transfer reads are some hundred; a fault is a sentence.
    private const int LongestLine = 8192;
    private const int MostWords = 200;

    // Guards everything below; held during a transfer.
    private readonly Lock _gate = new();
    private NetworkStream? _stream;
    private BoundedLineReader? _reader;
    private long _askedStamp;

    /// <summary>Writes, and reads into <paramref name="got"/>. Throws <see cref="IOException"/> when the transfer failed or was not answered.</summary>
    public void Transfer(string place, ReadOnlySpan<byte> sent, string end, Span<byte> got)
    {
        var line = $"{place} {(sent.IsEmpty ? "-" : Convert.ToHexString(sent))}{end}\n";
        string answer;
        lock (_gate) answer = Ask(line);
        switch (answer.Split(' ', 2))
        {
            case ["ok", var hex] when TryParse(hex, got):
                return;
            case ["error", var words]:
                throw new IOException(words.CutTo(MostWords));
            default:
                throw new IOException($"The simulated buses at {socketPath} answered \"{answer.CutTo(MostWords)}\", which is not {got.Length} bytes.");
        }
    }

    public void Dispose()
    {
        lock (_gate) Close();
    }

    // Inside the gate. After a failure the answer could still come, so the connection is not used again.
    private string Ask(string line)
    {
        try
        {
            if (_stream is null) Connect();
            _askedStamp = TimeProvider.System.GetTimestamp();
            _stream!.Write(Encoding.ASCII.GetBytes(line));
            return _reader!.ReadLine() ?? throw new IOException("the connection has ended");
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException)
        {
            Close();
            throw new IOException($"The simulated buses at {socketPath} do not answer: {e.Message}", e);
        }
    }

    private void Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _stream = new NetworkStream(socket, ownsSocket: true) { WriteTimeout = (int)Patience.TotalMilliseconds };
        _reader = new BoundedLineReader(_stream, LongestLine, LimitRead);
    }

    // For the whole answer, because one that comes byte by byte would never be too late otherwise.
    private void LimitRead()
    {
        var left = Patience - TimeProvider.System.GetElapsedTime(_askedStamp);
        if (left < TimeSpan.FromMilliseconds(1)) throw new IOException($"no answer within {Patience.TotalSeconds} s");
        _stream!.ReadTimeout = (int)left.TotalMilliseconds;
    }

    private void Close()
    {
        _stream?.Dispose();
        (_stream, _reader) = (null, null);
    }

    private static bool TryParse(string hex, Span<byte> got)
    {
        if (hex == "-") return got.IsEmpty;
        return hex.Length == 2 * got.Length && hex.All(char.IsAsciiHexDigit) && Convert.FromHexString(hex, got, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}

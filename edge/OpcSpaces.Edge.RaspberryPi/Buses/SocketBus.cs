using System.Net.Sockets;
using System.Text;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary>
/// The client of simulated buses: one transfer at a time over a Unix-domain socket. Each transfer is a line of ASCII text, and so is its
/// answer. To the server: <c>i2c BUS ADDRESS HEX COUNT</c> writes the bytes and then reads COUNT bytes in one transfer; <c>spi BUS
/// CHIP-SELECT HEX</c> exchanges the bytes. From the server: <c>ok HEX</c>, or <c>error WORDS</c> for a transfer that failed, such as one
/// that no chip acknowledged. <c>-</c> stands for no bytes. Connects with the first transfer, and again after one without an answer.
/// </summary>
internal sealed class SocketBus(string socketPath) : IDisposable
{
    /// <summary>An answer takes no longer than this.</summary>
    private const int PatienceMs = 2000;

    // Guards everything below; held during a transfer.
    private readonly Lock _gate = new();
    private NetworkStream? _stream;
    private StreamReader? _reader;

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
                throw new IOException(words);
            default:
                throw new IOException($"The simulated buses at {socketPath} answered \"{answer}\", which is not {got.Length} bytes.");
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
            _stream!.Write(Encoding.ASCII.GetBytes(line));
            return _reader!.ReadLine() ?? throw new IOException("the connection has ended");
        }
        catch (Exception e) when (e is IOException or SocketException)
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

        _stream = new NetworkStream(socket, ownsSocket: true) { ReadTimeout = PatienceMs, WriteTimeout = PatienceMs };
        _reader = new StreamReader(_stream, Encoding.ASCII);
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

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace OpcSpaces.Testing;

/// <summary>
/// One gateway at the <see cref="SignalServer"/>. Lines of ASCII: <c>hello GATEWAY</c>, <c>watch PIN</c> and
/// <c>commit EPOCH SEQUENCE SHA256-HEX</c> come in, <c>level PIN 0|1 UNIX-MICROSECONDS</c> goes out.
/// </summary>
internal sealed class SignalConnection(
    Socket socket, Func<string, int> onHello, Action<SignalConnection, int> onWatch, Action<CommitNote> onCommit) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private readonly Channel<string> _outgoing = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private int _visit;

    /// <summary>Empty until it has said its name.</summary>
    public string Gateway { get; private set; } = "";

    public void Tell(int pin, bool high, DateTimeOffset at) =>
        _outgoing.Writer.TryWrite($"level {pin} {(high ? 1 : 0)} {(at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}\n");

    /// <summary>Runs until the gateway has gone and everything that it wrote was read.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var writing = WriteAsync(stop);
        try
        {
            using var reader = new StreamReader(_stream, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(stop) is { } line) OnLine(line);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone; a gateway that is killed goes like this.
        }

        _outgoing.Writer.TryComplete();
        await writing;
    }

    public void Dispose() => _stream.Dispose();

    // A line that a killed gateway did not finish has no full hash and is not taken.
    private void OnLine(string line)
    {
        switch (line.Split(' '))
        {
            case ["hello", var gateway]:
                (Gateway, _visit) = (gateway, onHello(gateway));
                break;
            case ["watch", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var pin):
                onWatch(this, pin);
                break;
            case ["commit", var epochText, var sequenceText, { Length: 64 } hash]
                when ulong.TryParse(epochText, CultureInfo.InvariantCulture, out var epoch)
                && ulong.TryParse(sequenceText, CultureInfo.InvariantCulture, out var sequence):
                onCommit(new CommitNote(Gateway, _visit, epoch, sequence, hash));
                break;
        }
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var line in _outgoing.Reader.ReadAllAsync(stop)) await _stream.WriteAsync(Encoding.ASCII.GetBytes(line), stop);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone.
        }
    }
}

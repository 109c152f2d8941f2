using OpcSpaces.Edge.RaspberryPi.Chips;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>PN532 on I²C: answers each frame with an acknowledgement and then with the frame of its answer.</summary>
public sealed class Pn532Chip : SimulatedI2c
{
    private readonly Queue<byte[]> _answers = new();

    public List<string> Commands { get; } = [];

    public byte[]? Card { get; set; }

    public bool IsBusy { get; set; }

    public byte Identity { get; set; } = 0x32;

    /// <summary>The byte of an answer's frame that is damaged on its way.</summary>
    public int? Damaged { get; set; }

    protected override void OnWrite(ReadOnlySpan<byte> bytes)
    {
        var body = bytes[5..^2];
        if (!Pn532Frame.Of(body[1..]).AsSpan().SequenceEqual(bytes)) throw new InvalidOperationException($"{Convert.ToHexString(bytes)} is not a frame.");
        Commands.Add(Convert.ToHexString(body));
        _answers.Clear();
        _answers.Enqueue([1, 0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00]);
        byte[] answer = [1, .. Frame([(byte)(body[1] + 1), .. AnswerTo(body[1])]), 0x55, 0x55];
        if (Damaged is { } at) answer[at] ^= 0x04;
        _answers.Enqueue(answer);
    }

    protected override void OnRead(Span<byte> bytes)
    {
        bytes.Clear();
        if (IsBusy) return;
        if (bytes.Length == 1) bytes[0] = 1;
        else if (_answers.TryDequeue(out var answer)) answer.AsSpan(0, Math.Min(answer.Length, bytes.Length)).CopyTo(bytes);
    }

    private byte[] AnswerTo(byte command) => command switch
    {
        0x02 => [Identity, 0x01, 0x06, 0x07],
        0x4A when Card is null => [0],
        0x4A => [1, 1, 0x00, 0x04, 0x08, (byte)Card.Length, .. Card],
        _ => [],
    };

    private static byte[] Frame(byte[] answer)
    {
        var length = (byte)(answer.Length + 1);
        return [0x00, 0x00, 0xFF, length, (byte)-length, 0xD5, .. answer, (byte)-(0xD5 + answer.Sum(part => part)), 0x00];
    }
}

using OpcSpaces.Edge.RaspberryPi.Chips;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>The registers, the FIFO and the commands of an MFRC522 (data sheet, chapters 9 and 10), with a card of type A before it.</summary>
public sealed class SimulatedMfrc522
{
    private const int Command = 0x01;
    private const int Interrupts = 0x04;
    private const int CrcInterrupts = 0x05;
    private const int Error = 0x06;
    private const int FifoData = 0x09;
    private const int FifoLevel = 0x0A;
    private const int BitFraming = 0x0D;
    private const int TxControl = 0x14;
    private const byte Received = 0x20;
    private const byte TimedOut = 0x01;

    private readonly byte[] _registers = new byte[64];
    private readonly Queue<byte> _fifo = new();
    private bool _isHalted;

    public SimulatedMfrc522() => _registers[0x37] = 0x92;

    /// <summary>The number of the card that is held there; null for none.</summary>
    public byte[]? Card { get; set; }

    /// <summary>Two cards answer together.</summary>
    public bool Collides { get; set; }

    /// <summary>The check byte of the next part of a number is damaged on its way.</summary>
    public bool IsNoisy { get; set; }

    public void LosePower() => _registers[TxControl] = 0;

    public byte Read(int register)
    {
        if (register == FifoData) return _fifo.TryDequeue(out var next) ? next : (byte)0;
        return register == FifoLevel ? (byte)_fifo.Count : _registers[register];
    }

    public void Write(int register, byte value)
    {
        switch (register)
        {
            case FifoData:
                _fifo.Enqueue(value);
                break;
            case FifoLevel when (value & 0x80) != 0:
                _fifo.Clear();
                break;
            case Interrupts or CrcInterrupts when (value & 0x80) == 0:
                _registers[register] &= (byte)~value;
                break;
            case Command when value == 0x03:
                CalculateCrc();
                break;
            default:
                _registers[register] = value;
                if (register == BitFraming && (value & 0x80) != 0 && _registers[Command] == 0x0C) Transceive();
                break;
        }
    }

    private void CalculateCrc()
    {
        (_registers[0x22], _registers[0x21]) = Iso14443A.Crc([.. _fifo]);
        _fifo.Clear();
        _registers[CrcInterrupts] |= 0x04;
    }

    private void Transceive()
    {
        byte[] sent = [.. _fifo];
        _fifo.Clear();
        _registers[Interrupts] = 0;
        _registers[Error] = 0;
        var isFieldOn = (_registers[TxControl] & 0x03) == 0x03;
        if (!isFieldOn || Card is null || Answer(sent) is not { } answer)
        {
            _registers[Interrupts] |= TimedOut;
            return;
        }

        foreach (var part in answer) _fifo.Enqueue(part);
        _registers[Interrupts] |= Received;
    }

    private byte[]? Answer(byte[] sent)
    {
        switch (sent)
        {
            case [0x26] when _isHalted:
                return null;
            case [0x26 or 0x52]:
                _isHalted = false;
                return [(byte)(Card!.Length == 4 ? 0x04 : 0x44), 0x00];
            case [var level and (0x93 or 0x95 or 0x97), 0x20]:
                if (Collides) _registers[Error] = 0x08;
                return Part(level);
            case [var level and (0x93 or 0x95 or 0x97), 0x70, ..]:
                byte sak = (byte)(IsLast(level) ? 0x08 : 0x04);
                var (low, high) = Iso14443A.Crc([sak]);
                return sent[2..7].AsSpan().SequenceEqual(Part(level)) ? [sak, low, high] : null;
            case [0x50, 0x00, ..]:
                _isHalted = true;
                return null;
            default:
                return null;
        }
    }

    private bool IsLast(byte level) => Card!.Length == (level == 0x93 ? 4 : level == 0x95 ? 7 : 10);

    // Levels before the last one begin with the cascade tag and three bytes.
    private byte[] Part(byte level)
    {
        var from = (level - 0x93) / 2 * 3;
        byte[] bytes = IsLast(level) ? Card![from..(from + 4)] : [0x88, .. Card![from..(from + 3)]];
        return [.. bytes, (byte)(bytes[0] ^ bytes[1] ^ bytes[2] ^ bytes[3] ^ (IsNoisy ? 0x10 : 0))];
    }
}

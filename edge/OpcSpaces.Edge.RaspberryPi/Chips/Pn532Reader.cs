using System.Device.I2c;
using OpcSpaces.Edge.Sensing.CardReaders;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// PN532 on I²C (user manual UM0701-02, https://www.nxp.com/docs/en/user-guide/141520.pdf, chapters 6 and 7): frames with a length, two
/// checksums and an acknowledgement. Own frames and not <c>Iot.Device.Pn532</c>, because that transfers in its constructor and throws
/// an <see cref="Exception"/> there that looks like a bug, and asks for a card without a limit of tries: the answer then comes with the
/// next card, which may be after half a second, when nobody waits for it any more.
/// </summary>
internal sealed class Pn532Reader(I2cDevice device, ChipClock clock) : ICardReader, IDisposable
{
    private const byte GetFirmwareVersion = 0x02;
    private const byte SamConfiguration = 0x14;
    private const byte RfConfiguration = 0x32;
    private const byte InListPassiveTarget = 0x4A;
    private const byte Pn532 = 0x32;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly byte[] _answer = new byte[48];
    private bool _isSetUp;

    public bool TryRead(Span<byte> uid, out int length)
    {
        try
        {
            if (!_isSetUp) SetUp();
            length = Find(uid);
            return true;
        }
        catch
        {
            // It may have lost its power, and with it the limit of tries.
            _isSetUp = false;
            throw;
        }
        finally
        {
            _answer.AsSpan().Clear();
        }
    }

    public void Dispose() => device.Dispose();

    private void SetUp()
    {
        // Normal mode, no time limit, and no interrupt line.
        Command([SamConfiguration, 0x01, 0x00, 0x00]);
        if (Command([GetFirmwareVersion]) is not [Pn532, ..]) throw new IOException("The chip is no PN532.");
        // Item 5, tries: without limit for ATR_REQ, one for PSL_REQ, and one for a card.
        Command([RfConfiguration, 0x05, 0xFF, 0x01, 0x00]);
        _isSetUp = true;
    }

    // One card of type A at 106 kbit/s. The answer: the number of cards, then for each its number, SENS_RES (2), SEL_RES, length of the UID, UID.
    private int Find(Span<byte> uid)
    {
        var found = Command([InListPassiveTarget, 0x01, 0x00]);
        if (found is [0, ..]) return 0;
        if (found.Length < 6 || found[5] > Math.Min(uid.Length, found.Length - 6)) throw new IOException("The answer is too short.");
        found.Slice(6, found[5]).CopyTo(uid);
        return found[5];
    }

    private Span<byte> Command(ReadOnlySpan<byte> command)
    {
        device.Write(Pn532Frame.Of(command));
        WaitUntilReady();
        Span<byte> acknowledgement = stackalloc byte[1 + Pn532Frame.Acknowledgement.Length];
        device.Read(acknowledgement);
        if (!acknowledgement[1..].SequenceEqual(Pn532Frame.Acknowledgement)) throw new IOException("The chip did not acknowledge the command.");
        WaitUntilReady();
        device.Read(_answer);
        return Pn532Frame.Read(_answer.AsSpan(1), command[0]);
    }

    // 6.2.4: the first byte of each read is 1 when there is something to read.
    private void WaitUntilReady()
    {
        var started = clock.Time.GetTimestamp();
        Span<byte> status = stackalloc byte[1];
        while (true)
        {
            device.Read(status);
            if (status[0] == 1) return;
            if (clock.Time.GetElapsedTime(started) > LongestAnswer) throw new TimeoutException("The chip did not answer a command within 100 ms.");
            clock.Wait(Pause);
        }
    }
}

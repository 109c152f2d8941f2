using System.Device.I2c;
using System.Device.Spi;
using Iot.Device.Mfrc522;
using OpcSpaces.Edge.Sensing.CardReaders;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// MFRC522 (data sheet https://www.nxp.com/docs/en/data-sheet/MFRC522.pdf) by the binding, on SPI or I²C. Guarded: the binding transfers
/// in its constructor, so it is made with the first read. It takes a reader that is not there, whose bytes are all 0 or all 1, for one
/// without a card; so the version of the chip is read first. It never switches a field on again that went out with the power; so that is
/// checked as well. On I²C it sets a bit of the address that the data sheet wants to be 0 (8.1.4.7), which is taken out again. Its <c>ListenToCardIso14443TypeA</c> waits by the wall clock, and for an hour where that was set back by an hour; so
/// the card is selected here (<see cref="Iso14443A"/>) with the binding's transfers, each of which ends after 36 ms.
/// </summary>
internal sealed class Mfrc522Reader : ICardReader, IDisposable
{
    private const byte Version = 0x37;

    private readonly Func<byte, byte> _readRegister;
    private readonly IDisposable _device;
    private readonly LazyBinding<MfRc522> _binding;

    public Mfrc522Reader(SpiDevice device)
    {
        (_device, _readRegister) = (device, register => ReadRegister(device, register));
        _binding = new LazyBinding<MfRc522>(() => new MfRc522(device, shouldDispose: false));
    }

    public Mfrc522Reader(I2cDevice device)
    {
        (_device, _readRegister) = (device, register => ReadRegister(device, register));
        _binding = new LazyBinding<MfRc522>(() => new MfRc522(new PlainAddresses(device), shouldDispose: false));
    }

    public bool TryRead(Span<byte> uid, out int length)
    {
        length = 0;
        if (_readRegister(Version) is 0x00 or 0xFF)
        {
            _binding.Forget();
            throw new IOException("The reader does not answer: its version register reads as all 0 or all 1.");
        }

        Span<byte> found = stackalloc byte[Iso14443A.MostUidBytes];
        length = Find(found);
        found[..length].CopyTo(uid);
        found.Clear();
        return true;
    }

    public void Dispose() => _device.Dispose();

    private int Find(Span<byte> uid)
    {
        var binding = _binding.Use(made => made.Enabled ? made : throw new IOException("The reader has lost its settings; it is set up again with the next read."));
        // Wakes a halted card as well, so that a card that stays is found in each read.
        if (!binding.IsCardPresent(new byte[2], reselect: true)) return 0;
        var length = Iso14443A.Select((sent, got) => binding.SendAndReceiveData(MfrcCommand.Transceive, sent, got) == Status.Ok, uid);
        binding.Halt();
        return length;
    }

    private static byte ReadRegister(SpiDevice device, byte register)
    {
        // 8.1.2.1: the address in bits 6 to 1, and the highest bit for a read.
        Span<byte> got = stackalloc byte[2];
        device.TransferFullDuplex([(byte)(0x80 | (register << 1)), 0], got);
        return got[1];
    }

    private static byte ReadRegister(I2cDevice device, byte register)
    {
        Span<byte> got = stackalloc byte[1];
        device.WriteRead([register], got);
        return got[0];
    }

    // A write of one byte selects a register to read.
    private sealed class PlainAddresses(I2cDevice device) : I2cDevice
    {
        private const byte AddressBits = 0x3F;

        public override I2cConnectionSettings ConnectionSettings => device.ConnectionSettings;

        public override void Read(Span<byte> buffer) => device.Read(buffer);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.Length == 1) device.Write([(byte)(buffer[0] & AddressBits)]);
            else device.Write(buffer);
        }

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
        {
            Write(writeBuffer);
            Read(readBuffer);
        }
    }
}

using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary>
/// One I²C bus with its multiplexers (TCA9548A: https://www.ti.com/lit/ds/symlink/tca9548a.pdf). Selects the channel of a chip before
/// each of its transfers, and keeps the two together. Only one multiplexer has an open channel at a time, because chips with one address
/// behind two of them would answer together. After a transfer that failed nothing is believed about any multiplexer. Own bytes and not
/// <c>Iot.Device.Tca954x</c>, because that transfers when a chip is opened, selects nothing where the multiplexer does not answer or
/// has two open channels, so that a chip of another channel is read, and knows nothing of a second multiplexer.
/// </summary>
internal sealed class I2cWire(int bus, IBusDevices devices) : IDisposable
{
    // Guards everything below; held during a transfer.
    private readonly Lock _gate = new();
    private readonly Dictionary<int, I2cDevice> _multiplexers = [];
    private readonly Dictionary<int, I2cDevice> _chips = [];

    // The channels that are open at each multiplexer; a multiplexer that is not in it may have any.
    private readonly Dictionary<int, byte> _open = [];

    /// <summary>A chip on the bus, or behind a channel of a multiplexer. It belongs to this wire.</summary>
    public I2cDevice Open(int address, (int Address, int Channel)? via)
    {
        lock (_gate)
        {
            if (via is { } multiplexer && !_multiplexers.ContainsKey(multiplexer.Address))
                _multiplexers[multiplexer.Address] = devices.OpenI2c(bus, multiplexer.Address);
            // Chips of different channels share an address, and one file of the kernel.
            if (!_chips.TryGetValue(address, out var chip)) _chips[address] = chip = devices.OpenI2c(bus, address);
            return new WiredDevice(this, chip, address, via);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var device in _multiplexers.Values.Concat(_chips.Values)) device.Dispose();
        }
    }

    // Inside the gate.
    private void Select((int Address, int Channel)? via)
    {
        if (via is not { } wanted) return;
        foreach (var other in _multiplexers.Keys)
        {
            if (other != wanted.Address) Close(other);
        }

        var channels = (byte)(1 << wanted.Channel);
        if (_open.TryGetValue(wanted.Address, out var open) && open == channels) return;
        _open.Remove(wanted.Address);
        _multiplexers[wanted.Address].Write([channels]);
        _open[wanted.Address] = channels;
    }

    private void Close(int multiplexer)
    {
        if (_open.TryGetValue(multiplexer, out var open) && open == 0) return;
        try
        {
            _multiplexers[multiplexer].Write([0]);
            _open[multiplexer] = 0;
        }
        catch (IOException)
        {
            // A multiplexer that does not answer connects nothing; its own chips show that it is gone. It is asked again with the next transfer.
        }
    }

    private sealed class WiredDevice(I2cWire wire, I2cDevice chip, int address, (int Address, int Channel)? via) : I2cDevice
    {
        public override I2cConnectionSettings ConnectionSettings { get; } = new(chip.ConnectionSettings.BusId, address);

        public override void Read(Span<byte> buffer)
        {
            lock (wire._gate)
            {
                try
                {
                    wire.Select(via);
                    chip.Read(buffer);
                }
                catch
                {
                    wire._open.Clear();
                    throw;
                }
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (wire._gate)
            {
                try
                {
                    wire.Select(via);
                    chip.Write(buffer);
                }
                catch
                {
                    wire._open.Clear();
                    throw;
                }
            }
        }

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
        {
            lock (wire._gate)
            {
                try
                {
                    wire.Select(via);
                    chip.WriteRead(writeBuffer, readBuffer);
                }
                catch
                {
                    wire._open.Clear();
                    throw;
                }
            }
        }
    }
}

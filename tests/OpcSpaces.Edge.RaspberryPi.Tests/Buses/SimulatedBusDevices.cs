using System.Device.I2c;
using System.Device.Spi;
using OpcSpaces.Edge.RaspberryPi.Buses;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Buses;

/// <summary>
/// The wires of one I²C bus: chips on it, and multiplexers with chips behind their channels. A transfer reaches every chip with its
/// address that is connected now, and is noted as "chip:bytes". Nobody at the address, or two chips, is an error of the transfer.
/// </summary>
internal sealed class SimulatedBusDevices : IBusDevices
{
    private readonly Dictionary<int, byte> _multiplexers = [];
    private readonly Dictionary<(int Address, int? Multiplexer, int Channel), string> _chips = [];

    /// <summary>The chip that each transfer reached.</summary>
    public List<string> Reached { get; } = [];

    /// <summary>Writes to multiplexers, as "70:08".</summary>
    public List<string> Selections { get; } = [];

    public List<string> Opened { get; } = [];

    public int Disposed { get; private set; }

    /// <summary>Multiplexers that do not answer.</summary>
    public HashSet<int> Dead { get; } = [];

    public void AddMultiplexer(int address, byte open = 0) => _multiplexers[address] = open;

    public void AddChip(string name, int address, int? multiplexer = null, int channel = 0) => _chips[(address, multiplexer, channel)] = name;

    public byte OpenChannels(int multiplexer) => _multiplexers[multiplexer];

    /// <summary>After a reset no channel is open.</summary>
    public void Reset(int multiplexer) => _multiplexers[multiplexer] = 0;

    public I2cDevice OpenI2c(int bus, int address)
    {
        Opened.Add($"i2c-{bus} 0x{address:X2}");
        return new Device(this, address);
    }

    public SpiDevice OpenSpi(int bus, int chipSelect, int clockHertz)
    {
        Opened.Add($"spi-{bus}.{chipSelect}");
        return new Moq.Mock<SpiDevice>().Object;
    }

    private void Read(int address, Span<byte> got)
    {
        if (_multiplexers.TryGetValue(address, out var open)) got.Fill(open);
        else Transfer(address, []);
    }

    private void Transfer(int address, ReadOnlySpan<byte> written)
    {
        if (_multiplexers.ContainsKey(address))
        {
            if (Dead.Contains(address)) throw new IOException("Error 121 performing I2C data transfer.");
            _multiplexers[address] = written[0];
            Selections.Add($"{address:X2}:{written[0]:X2}");
            return;
        }

        var connected = _chips.Where(chip => chip.Key.Address == address && IsConnected(chip.Key.Multiplexer, chip.Key.Channel)).Select(chip => chip.Value).ToList();
        if (connected.Count == 0) throw new IOException("Error 121 performing I2C data transfer.");
        Reached.Add(string.Join("+", connected));
    }

    private bool IsConnected(int? multiplexer, int channel) => multiplexer is not { } via || ((_multiplexers[via] & (1 << channel)) != 0 && !Dead.Contains(via));

    private sealed class Device(SimulatedBusDevices bus, int address) : I2cDevice
    {
        public override I2cConnectionSettings ConnectionSettings { get; } = new(1, address);

        public override void Read(Span<byte> buffer) => bus.Read(address, buffer);

        public override void Write(ReadOnlySpan<byte> buffer) => bus.Transfer(address, buffer);

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => bus.Transfer(address, writeBuffer);

        protected override void Dispose(bool disposing)
        {
            bus.Disposed++;
            base.Dispose(disposing);
        }
    }
}

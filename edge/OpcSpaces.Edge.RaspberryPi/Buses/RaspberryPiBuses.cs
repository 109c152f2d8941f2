using System.Device.I2c;
using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary>The chips of a Raspberry Pi on <c>i2c-N</c>, <c>i2c-N/0x7M/C</c> and <c>spi-N</c>. Opening a chip transfers nothing to it.</summary>
internal sealed class RaspberryPiBuses(IBusDevices devices, ChipClock clock) : IBusController
{
    // Modules on wires of some 10 cm do not need more.
    private const int SpiHertz = 1_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, I2cWire> _wires = [];
    private readonly Dictionary<(string Bus, int Address), Ads1115> _converters = [];
    private readonly List<IDisposable> _opened = [];

    public TChip Open<TChip>(BusAddress address)
        where TChip : class
    {
        lock (_gate)
        {
            var chip = Make(address);
            if (chip is IDisposable disposable) _opened.Add(disposable);
            return chip as TChip ?? throw new ArgumentException($"A {address.Chip} cannot be read as {typeof(TChip).Name}.", nameof(address));
        }
    }

    /// <summary>A device on I²C that is no chip of a sensor.</summary>
    public I2cDevice OpenI2c(BusAddress address)
    {
        lock (_gate) return I2c(address);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var chip in _opened) chip.Dispose();
            foreach (var wire in _wires.Values) wire.Dispose();
            (devices as IDisposable)?.Dispose();
            _opened.Clear();
            _wires.Clear();
        }
    }

    private object Make(BusAddress address)
    {
        var isSpi = address.Bus.StartsWith("spi-", StringComparison.Ordinal);
        return (address.Chip, isSpi) switch
        {
            ("mfrc522", true) => new Mfrc522Reader(Spi(address)),
            ("bme280", true) => new Bme280Sensor(new SpiRegisters(Spi(address))),
            (_, true) => throw new ArgumentException($"A {address.Chip} on SPI is not known.", nameof(address)),
            ("mfrc522", _) => new Mfrc522Reader(I2c(address)),
            ("pn532", _) => new Pn532Reader(I2c(address), clock),
            ("bme280", _) => new Bme280Sensor(I2c(address)),
            ("sht4x", _) => new Sht4xSensor(I2c(address)),
            ("scd4x", _) => new Scd4xSensor(I2c(address), clock),
            ("ina219", _) => new Ina219PowerMonitor(I2c(address), Wiring<ShuntWiring>(address).Ohms),
            ("ads1115", _) when address.Wiring is LevelWiring level => new SoundLevelMeter(Converter(address), level),
            ("ads1115", _) => new ClampPowerMonitor(Converter(address), Wiring<ClampWiring>(address)),
            ("vl53l0x", _) => new Vl53L0XSensor(I2c(address), clock),
            ("vl53l1x", _) => new Vl53L1XSensor(I2c(address), clock),
            ("amg8833", _) => new Amg8833Array(I2c(address)),
            ("bh1750", _) => new Bh1750Sensor(I2c(address), clock),
            _ => throw new ArgumentException($"The chip {address.Chip} is not known.", nameof(address)),
        };
    }

    private static TWiring Wiring<TWiring>(BusAddress address)
        where TWiring : ChipWiring => address.Wiring as TWiring ?? throw new ArgumentException($"What is wired to the {address.Chip} is not known.", nameof(address));

    // Its inputs are opened one by one.
    private Ads1115 Converter(BusAddress address)
    {
        if (_converters.TryGetValue((address.Bus, address.Address), out var converter)) return converter;
        _converters[(address.Bus, address.Address)] = converter = new Ads1115(I2c(address), clock);
        _opened.Add(converter);
        return converter;
    }

    private I2cDevice I2c(BusAddress address)
    {
        var (root, via) = BusAddress.Split(address.Bus);
        var number = NumberOf(root, "i2c-");
        if (!_wires.TryGetValue(number, out var wire)) _wires[number] = wire = new I2cWire(number, devices);
        return wire.Open(address.Address, via);
    }

    private System.Device.Spi.SpiDevice Spi(BusAddress address) => devices.OpenSpi(NumberOf(address.Bus, "spi-"), address.Address, SpiHertz);

    private static int NumberOf(string bus, string kind) =>
        bus.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(bus.AsSpan(kind.Length), out var number) ? number : throw new ArgumentException($"There is no bus {bus}.", nameof(bus));
}

using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.EndToEnd.Tests.Sensors;

/// <summary>Every chip on simulated buses and every kind of sensor on simulated pins, and the configuration of the gateway that they are wired to.</summary>
internal sealed class ChipBench : IAsyncDisposable
{
    public const string Gateway = "gw-chips";
    private const int ExpanderPin = 104;

    private readonly TemporaryDirectory _directory;
    private readonly SignalServer _signals;
    private readonly BusServer _buses;
    private readonly SimulatedMfrc522 _spiReader = new(), _i2cReader = new();
    private readonly Pn532Chip _pn532 = new();
    private readonly SimulatedI2c _expander = new();

    public ChipBench(TemporaryDirectory directory)
    {
        _directory = directory;
        _signals = SignalServer.Start(directory.File("pins"), TimeProvider.System, _ => { });
        _buses = BusServer.Start(directory.File("buses"));
        foreach (var data in (int[])[6, 7]) _signals.Set(Gateway, data, true);
        AddChips();
    }

    /// <summary>Transfers that a real chip would not understand.</summary>
    public IEnumerable<string> Faults => _buses.Faults;

    /// <summary>The configuration of a gateway with all of them.</summary>
    public GatewayConfig Config(int brokerPort)
    {
        BadgeKeyFile.Write(_directory.File("badge-key"), $"{TimeProvider.System.GetUtcNow():yyyy-MM}", new byte[32]);
        return new GatewayConfig
        {
            Group = "opc-demo",
            Gateway = Gateway,
            DataDirectory = _directory.File("gateway"),
            Broker = new MqttEndpointOptions { Port = brokerPort },
            Badges = new BadgesConfig { KeyFile = _directory.File("badge-key") },
            Pins = new PinsConfig
            {
                Socket = _directory.File("pins"),
                BusSocket = _directory.File("buses"),
                Expanders = [new ExpanderConfig { Bus = "i2c-1", Address = 0x20, FirstPin = 100 }],
            },
            Clock = new ClockConfig { Battery = new BatteryClockConfig { Bus = "i2c-1" } },
            Zones = [new ZoneConfig { Id = "Z-1", Points = [.. PinSensors, .. ChipSensors] }],
        };
    }

    /// <summary>Somebody comes in, shows cards, sits down, and uses power. The gateway must be ready, because it counts what changes.</summary>
    public void Live()
    {
        var at = TimeProvider.System.GetUtcNow();
        foreach (var pin in (int[])[1, 2, 5]) _signals.Set(Gateway, pin, true);
        foreach (var (beam, high, ms) in new (int, bool, int)[] { (8, true, 0), (9, true, 150), (8, false, 300), (9, false, 450) }) _signals.Set(Gateway, beam, high, at.AddMilliseconds(ms));
        for (var pulse = 0; pulse < 3; pulse++)
        {
            _signals.Set(Gateway, 3, true, at.AddMilliseconds(1000 * pulse));
            _signals.Set(Gateway, 3, false, at.AddMilliseconds((1000 * pulse) + 50));
        }

        foreach (var (line, high, time) in WiegandSignal.Of(0x9A5C31, at)) _signals.Set(Gateway, 6 + line, high, time);
        _buses.Change(() =>
        {
            _spiReader.Card = [0x9A, 0x11, 0x22, 0x33];
            _i2cReader.Card = [0x04, 0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6];
            _pn532.Card = [0xDE, 0xAD, 0xBE, 0xEF];
            _expander.Set(0x12, 1 << (ExpanderPin - 100), 0);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _buses.DisposeAsync();
        await _signals.DisposeAsync();
    }

    private static IEnumerable<PointConfig> PinSensors =>
    [
        new MotionConfig { Point = "desk/1", Pin = 1 },
        new PadConfig { Point = "desk/2", Pin = 2 },
        new PulseMeterConfig { Point = "meter/1", Pin = 3 },
        new DoorContactConfig { Point = "door/5", Pin = 5, HeldSeconds = 600 },
        new WiegandConfig { Point = "door/1", Data0Pin = 6, Data1Pin = 7 },
        new LightBarriersConfig { Point = "room/1", OuterPin = 8, InnerPin = 9, Capacity = 6, DebounceMs = 0 },
        new MotionConfig { Point = "desk/8", Pin = ExpanderPin },
    ];

    private static IEnumerable<PointConfig> ChipSensors =>
    [
        new PowerMonitorConfig { Point = "desk/3", Chip = "ads1115", Bus = "i2c-1", Address = 0x48, PollSeconds = 1 },
        new PowerMonitorConfig { Point = "desk/4", Chip = "ina219", Bus = "i2c-1", Address = 0x40, PollSeconds = 1 },
        new DistanceConfig { Point = "desk/5", Chip = "vl53l0x", Bus = "i2c-1/0x70/0", Address = 0x29, LastingSeconds = 0 },
        new DistanceConfig { Point = "desk/6", Chip = "vl53l1x", Bus = "i2c-1/0x70/1", Address = 0x29, LastingSeconds = 0 },
        new ThermalConfig { Point = "desk/7", Chip = "amg8833", Bus = "i2c-1/0x70/2", Address = 0x69, LastingSeconds = 0 },
        new ClimateConfig { Point = "env/1", Chip = "scd4x", Bus = "i2c-1", Address = 0x62, ReportSeconds = 5 },
        new ClimateConfig { Point = "env/2", Chip = "bme280", Bus = "i2c-1", Address = 0x76, ReportSeconds = 5 },
        new ClimateConfig { Point = "env/3", Chip = "bme280", Bus = "spi-0", Address = 1, ReportSeconds = 5 },
        new ClimateConfig { Point = "env/4", Chip = "sht4x", Bus = "i2c-1", Address = 0x44, ReportSeconds = 5 },
        new LightConfig { Point = "env/5", Chip = "bh1750", Bus = "i2c-1", Address = 0x23, ReportSeconds = 1 },
        new SoundConfig { Point = "env/6", Chip = "ads1115", Bus = "i2c-1", Address = 0x49, PollSeconds = 1, ReportSeconds = 1 },
        new CardReaderConfig { Point = "door/2", Chip = "mfrc522", Bus = "spi-0", Address = 0 },
        new CardReaderConfig { Point = "door/3", Chip = "mfrc522", Bus = "i2c-1", Address = 0x28 },
        new CardReaderConfig { Point = "door/4", Chip = "pn532", Bus = "i2c-1", Address = 0x24 },
    ];

    private void AddChips()
    {
        var near = new Vl53L0XChip();
        near.See(450);
        var far = new Vl53L1XChip();
        far.See(540);
        var air = new Sht4xChip();
        air.Answer(0x6666, 0x72B0);
        _buses.AddMultiplexer(1, 0x70);
        _buses.AddBehind(1, 0, 0x29, near);
        _buses.AddBehind(1, 1, 0x29, far);
        _buses.AddBehind(1, 2, 0x69, Person());
        _buses.AddI2c(1, 0x20, _expander);
        _buses.AddI2c(1, 0x23, new Bh1750Chip());
        _buses.AddI2c(1, 0x24, _pn532);
        _buses.AddI2c(1, 0x28, new Mfrc522I2c(_i2cReader));
        _buses.AddI2c(1, 0x40, DirectCurrent());
        _buses.AddI2c(1, 0x44, air);
        _buses.AddI2c(1, 0x48, new Ads1115Chip(TimeProvider.System) { EffectiveVolts = 0.1 });
        _buses.AddI2c(1, 0x49, new Ads1115Chip(TimeProvider.System) { Resting = 1.1 });
        _buses.AddI2c(1, 0x62, new Scd4xChip(TimeProvider.System));
        _buses.AddI2c(1, 0x68, BatteryClock());
        _buses.AddI2c(1, 0x76, new Bme280Chip());
        _buses.AddSpi(0, 0, new Mfrc522Spi(_spiReader));
        _buses.AddSpi(0, 1, new Bme280Spi(new Bme280Chip()));
    }

    // An AMG8833: 22 °C, and eight pixels of 30 °C.
    private static Amg8833Chip Person()
    {
        var chip = new Amg8833Chip();
        for (var pixel = 0; pixel < 64; pixel++) chip.SetPixel(pixel, pixel is >= 24 and < 32 ? 120 : 88);
        return chip;
    }

    // An INA219: 20 V, and 300 mV at 0.1 Ω.
    private static Ina219Chip DirectCurrent()
    {
        var chip = new Ina219Chip();
        chip.See(shunt: 30_000, bus: 20_000 / 4 << 3);
        return chip;
    }

    // A DS3231 at 2026-03-02 08:00:00.
    private static SimulatedI2c BatteryClock()
    {
        var chip = new SimulatedI2c();
        chip.Set(0x00, 0x00, 0x00, 0x08, 0x01, 0x02, 0x03, 0x26);
        return chip;
    }
}

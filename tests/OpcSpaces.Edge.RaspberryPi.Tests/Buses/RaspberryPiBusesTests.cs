using System.Device.I2c;
using System.Device.Spi;
using Moq;
using OpcSpaces.Edge.RaspberryPi.Buses;
using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Buses;

/// <summary>Every chip that a configuration may name, on every bus that it may be wired to, opened as the interface of its sensor.</summary>
public sealed class RaspberryPiBusesTests
{
    private static readonly ClampWiring Clamp = new("0", 30, 230, 1);

    public static TheoryData<string, string, Type> AllChips
    {
        get
        {
            var data = new TheoryData<string, string, Type>();
            Add(PowerMonitorConfig.ChipTypes, typeof(IPowerMonitor));
            Add(ClimateConfig.ChipTypes, typeof(IClimateSensor));
            Add(CardReaderConfig.ChipTypes, typeof(ICardReader));
            Add(DistanceConfig.ChipTypes, typeof(IDistanceSensor));
            Add(ThermalConfig.ChipTypes, typeof(IThermalArray));
            Add(LightConfig.ChipTypes, typeof(ILightSensor));
            Add(SoundConfig.ChipTypes, typeof(ISoundMeter));
            return data;

            void Add(IReadOnlyList<ChipType> chips, Type sensor)
            {
                foreach (var chip in chips)
                {
                    data.Add(chip.Name, "i2c-1", sensor);
                    data.Add(chip.Name, "i2c-1/0x70/3", sensor);
                    if (chip.HasSpi) data.Add(chip.Name, "spi-0", sensor);
                }
            }
        }
    }

    private static BusAddress At(string chip, string bus) =>
        new(chip, bus, bus.StartsWith("spi", StringComparison.Ordinal) ? 0 : 0x40) { Wiring = chip == "ads1115" ? Clamp : new ShuntWiring(0.1) };

    // Opened through the generic method, as an agent does.
    private static object Open(RaspberryPiBuses buses, BusAddress at, Type sensor) => sensor.Name switch
    {
        nameof(IPowerMonitor) => buses.Open<IPowerMonitor>(at),
        nameof(IClimateSensor) => buses.Open<IClimateSensor>(at),
        nameof(ICardReader) => buses.Open<ICardReader>(at),
        nameof(IDistanceSensor) => buses.Open<IDistanceSensor>(at),
        nameof(IThermalArray) => buses.Open<IThermalArray>(at),
        nameof(ISoundMeter) => buses.Open<ISoundMeter>(at with { Wiring = new LevelWiring("0", 50) }),
        _ => buses.Open<ILightSensor>(at),
    };

    private static Mock<IBusDevices> Silent()
    {
        var devices = new Mock<IBusDevices>();
        // Strict: any transfer fails the test.
        devices.Setup(it => it.OpenI2c(It.IsAny<int>(), It.IsAny<int>())).Returns(() =>
        {
            var device = new Mock<I2cDevice>(MockBehavior.Strict);
            device.Setup(it => it.ConnectionSettings).Returns(new I2cConnectionSettings(1, 0x40));
            Moq.Protected.ProtectedExtension.Protected(device).Setup("Dispose", Moq.Protected.ItExpr.IsAny<bool>());
            return device.Object;
        });
        devices.Setup(it => it.OpenSpi(It.IsAny<int>(), It.IsAny<int>(), It.IsAny<int>())).Returns(() =>
        {
            var device = new Mock<SpiDevice>(MockBehavior.Strict);
            device.Setup(it => it.ConnectionSettings).Returns(new SpiConnectionSettings(0, 0));
            Moq.Protected.ProtectedExtension.Protected(device).Setup("Dispose", Moq.Protected.ItExpr.IsAny<bool>());
            return device.Object;
        });
        return devices;
    }

    [Theory]
    [MemberData(nameof(AllChips))]
    public void Opening_and_closing_transfers_nothing(string chip, string bus, Type sensor)
    {
        var devices = Silent();
        using var buses = new RaspberryPiBuses(devices.Object, new ChipClock(new FakeTime()));
        Assert.IsAssignableFrom(sensor, Open(buses, At(chip, bus), sensor));
    }

    [Theory]
    [MemberData(nameof(AllChips))]
    public void A_chip_that_is_not_there_is_no_answer_and_no_bug(string chip, string bus, Type sensor)
    {
        var time = new FakeTime();
        var devices = new Mock<IBusDevices>();
        devices.Setup(it => it.OpenI2c(It.IsAny<int>(), It.IsAny<int>())).Returns(() => new SimulatedI2c { IsGone = true });
        // Without a chip the line floats.
        devices.Setup(it => it.OpenSpi(It.IsAny<int>(), It.IsAny<int>(), It.IsAny<int>())).Returns(() => new Mfrc522Spi(null, 0xFF));
        using var buses = new RaspberryPiBuses(devices.Object, new ChipClock(time, time.Advance));
        var opened = Open(buses, At(chip, bus), sensor);
        for (var i = 0; i < 3; i++)
        {
            var error = Record.Exception(() => Read(opened));
            Assert.True(error is IOException or TimeoutException, $"{error}");
            time.Advance(TimeSpan.FromSeconds(20));
        }
    }

    private static bool Read(object chip) => chip switch
    {
        IPowerMonitor monitor => monitor.TryRead(out _),
        IClimateSensor climate => climate.TryRead(out _),
        ICardReader reader => reader.TryRead(new byte[10], out _),
        IDistanceSensor distance => distance.TryRead(out _),
        IThermalArray array => array.TryRead(new float[64]),
        ILightSensor light => light.TryRead(out _),
        ISoundMeter meter => meter.TryRead(out _),
        _ => throw new ArgumentException("An unknown sensor.", nameof(chip)),
    };

    [Fact]
    public void The_inputs_of_a_converter_share_it()
    {
        var devices = Silent();
        using var buses = new RaspberryPiBuses(devices.Object, new ChipClock(new FakeTime()));
        foreach (var input in (string[])["0", "1", "2-3"]) buses.Open<IPowerMonitor>(new BusAddress("ads1115", "i2c-1", 0x48) { Wiring = Clamp with { Input = input } });
        devices.Verify(it => it.OpenI2c(1, 0x48), Times.Once);
    }

    [Theory]
    [InlineData("ina226", "i2c-1")]
    [InlineData("scd4x", "spi-0")]
    [InlineData("scd4x", "can-0")]
    [InlineData("bme280", "i2c-1")]
    public void A_chip_that_is_unknown_or_another_sensor_is_refused(string chip, string bus)
    {
        using var buses = new RaspberryPiBuses(Silent().Object, new ChipClock(new FakeTime()));
        Assert.Throws<ArgumentException>(() => buses.Open<IPowerMonitor>(At(chip, bus)));
    }

    [Theory]
    [InlineData("i2c-63", "this machine has no /dev/i2c-63: enable I²C with")]
    [InlineData("spi-63", "this machine has no /dev/spidev63.0: enable SPI with")]
    public void A_bus_that_the_machine_does_not_have_is_refused_with_what_to_do(string bus, string reason)
    {
        using var buses = new RaspberryPiBuses(new LinuxBusDevices(), new ChipClock(TimeProvider.System));
        Assert.StartsWith(reason, Assert.Throws<ArgumentException>(() => buses.Open<ICardReader>(At("mfrc522", bus))).Message, StringComparison.Ordinal);
    }
}

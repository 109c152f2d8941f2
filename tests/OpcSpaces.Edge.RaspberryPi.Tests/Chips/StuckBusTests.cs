using System.Device.I2c;
using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>
/// A bus with shorted lines, or one that nobody drives, acknowledges every transfer and reads as all 0 or all 1. No chip takes that for a
/// measurement, neither at the start nor after it has worked. The exception is a BH1750, which has no register that could be read back:
/// all 0 is a dark room there, and all 1 is the end of its range, which its sensor refuses.
/// </summary>
public sealed class StuckBusTests
{
    private readonly FakeTime _time = new();

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var chip in (string[])["ads1115", "amg8833", "bme280", "ina219", "mfrc522", "pn532", "scd4x", "sht4x", "vl53l0x", "vl53l1x"])
            {
                cases.Add(chip, 0x00);
                cases.Add(chip, 0xFF);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bus_that_is_stuck_from_the_start_gives_no_measurement(string chip, int value) =>
        AssertSilent(Open(chip, new StuckI2c(Working(chip)) { Stuck = (byte)value }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bus_that_gets_stuck_gives_no_measurement_any_more(string chip, int value)
    {
        var bus = new StuckI2c(Working(chip));
        var read = Open(chip, bus);
        Assert.Contains(true, Enumerable.Range(0, 5).Select(_ => ReadOnce(read)));
        bus.Stuck = (byte)value;
        AssertSilent(read);
        bus.Stuck = null;
        Assert.Contains(true, Enumerable.Range(0, 20).Select(_ => ReadOnce(read)));
    }

    private void AssertSilent(Func<bool> read)
    {
        for (var i = 0; i < 10; i++) Assert.False(ReadOnce(read), $"read {i} was a measurement");
    }

    private bool ReadOnce(Func<bool> read)
    {
        _time.Advance(TimeSpan.FromSeconds(6));
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            return false;
        }
    }

    private Func<bool> Open(string name, I2cDevice bus)
    {
        var clock = new ChipClock(_time, _time.Advance);
        switch (name)
        {
            // A pair of inputs has no resting voltage that could be missed.
            case "ads1115":
                var clamp = new ClampPowerMonitor(new Ads1115(bus, clock), new ClampWiring("2-3", 30, 230, 1));
                return () => clamp.TryRead(out _);
            case "amg8833":
                var array = new Amg8833Array(bus);
                return () => array.TryRead(new float[64]);
            case "bme280":
                var bme280 = new Bme280Sensor(bus);
                return () => bme280.TryRead(out _);
            case "ina219":
                var ina219 = new Ina219PowerMonitor(bus, 0.1);
                return () => ina219.TryRead(out _);
            case "mfrc522":
                var mfrc522 = new Mfrc522Reader(bus);
                return () => mfrc522.TryRead(new byte[10], out _);
            case "pn532":
                var pn532 = new Pn532Reader(bus, clock);
                return () => pn532.TryRead(new byte[10], out _);
            case "scd4x":
                var scd4x = new Scd4xSensor(bus, clock);
                return () => scd4x.TryRead(out _);
            case "sht4x":
                var sht4x = new Sht4xSensor(bus);
                return () => sht4x.TryRead(out _);
            case "vl53l0x":
                var vl53l0x = new Vl53L0XSensor(bus, clock);
                return () => vl53l0x.TryRead(out _);
            default:
                var vl53l1x = new Vl53L1XSensor(bus, clock);
                return () => vl53l1x.TryRead(out _);
        }
    }

    private I2cDevice Working(string name)
    {
        switch (name)
        {
            case "ads1115": return new Ads1115Chip(_time) { EffectiveVolts = 0.1 };
            case "bme280": return new Bme280Chip();
            case "mfrc522": return new Mfrc522I2c(new SimulatedMfrc522());
            case "pn532": return new Pn532Chip();
            case "scd4x": return new Scd4xChip(_time);
            case "amg8833":
                var array = new Amg8833Chip();
                array.SetPixel(3, 100);
                return array;
            case "ina219":
                var ina219 = new Ina219Chip();
                ina219.See(shunt: 100, bus: 0x5D98);
                return ina219;
            case "sht4x":
                var air = new Sht4xChip();
                air.Answer(0x6666, 0x72B0);
                return air;
            case "vl53l0x":
                var near = new Vl53L0XChip();
                near.See(450);
                return near;
            default:
                var far = new Vl53L1XChip();
                far.See(540);
                return far;
        }
    }
}

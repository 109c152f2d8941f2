using System.Device;
using System.Device.Gpio;
using System.Device.I2c;
using Iot.Device.Adc;
using Iot.Device.Amg88xx;
using Iot.Device.Bh1750fvi;
using Iot.Device.Bmxx80;
using Iot.Device.Hcsr501;
using Iot.Device.Mfrc522;
using Iot.Device.Rtc;
using Iot.Device.Scd4x;
using Iot.Device.Sht4x;
using Iot.Device.Tca954x;
using Iot.Device.Vl53L0X;
using Iot.Device.Vl53L1X;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.RaspberryPi.Tests.Buses;
using OpcSpaces.Edge.RaspberryPi.Tests.Gpio;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>
/// The errors of the bindings that this room guards against, on the same simulated buses. A test that fails here after an update says
/// that a guard, or registers of our own, may no longer be needed.
/// </summary>
public sealed class BindingErrorsTests
{
    [Fact]
    public void Ina219_reads_a_current_that_flows_back_as_almost_twice_the_range_and_20_V_as_negative()
    {
        var chip = new SimulatedI2c(registerBytes: 2);
        chip.SetWord(2 * 0x04, -100 & 0xFFFF);
        chip.SetWord(2 * 0x02, 20_000 / 4 << 3);
        using var binding = new Ina219(chip);
        binding.SetCalibration(4096, 1e-4f);
        Assert.Equal(6.54, binding.ReadCurrent().Amperes, 2);
        Assert.True(binding.ReadBusVoltage().Volts < 0);
    }

    [Fact]
    public void Ina219_measures_nothing_before_its_calibration_is_set()
    {
        var chip = new SimulatedI2c(registerBytes: 2);
        new Ina219(chip).ReadCurrent();
        Assert.Equal("050000", chip.Writes[0]);
    }

    [Fact]
    public void Scd4x_and_Sht4x_reset_their_chips_in_their_constructors()
    {
        var (scd, sht) = (new SimulatedI2c(), new SimulatedI2c());
        _ = new Scd4x(scd);
        _ = new Sht4x(sht);
        Assert.Equal(["3F86", "3646"], scd.Writes);
        Assert.Equal(["94"], sht.Writes);
    }

    [Fact]
    public void Bme280_makes_a_constant_climate_of_a_chip_that_lost_its_power()
    {
        var chip = new SimulatedI2c();
        chip.Registers[0xD0] = 0x60;
        chip.Set(0x88, 0x70, 0x6B, 0x43, 0x67, 0x18, 0xFC);
        using var binding = new Bme280(chip);
        chip.Set(0xF4, 0);
        // What the data registers hold when nothing is measured.
        chip.Set(0xF7, 0x80, 0, 0, 0x80, 0, 0, 0x80, 0);
        Assert.InRange(binding.Read().Temperature!.Value.DegreesCelsius, 20, 30);
    }

    [Fact]
    public void MfRc522_takes_a_missing_reader_for_one_without_a_card()
    {
        using var binding = new MfRc522(new Mfrc522Spi(null), shouldDispose: false);
        Assert.False(binding.IsCardPresent(new byte[2]));
    }

    [Fact]
    public void MfRc522_sets_a_reserved_bit_of_addresses_on_I2C() =>
        Assert.Throws<InvalidOperationException>(() => new MfRc522(new Mfrc522I2c(new SimulatedMfrc522()), shouldDispose: false));

    [Fact]
    public void Vl53L1X_takes_a_chip_that_has_measured_nothing_for_one_that_has()
    {
        var chip = new SimulatedI2c(addressBytes: 2);
        chip.Registers[0x00E5] = 0x03;
        using var binding = new Vl53L1X(chip, shouldDispose: false);
        // Bit 0 says that a measurement is there; bit 1 is always set.
        chip.Registers[0x0031] = 0x02;
        Assert.Equal(0, binding.GetDistance().Millimeters);
    }

    [Fact]
    public void Bh1750_gives_darkness_before_its_first_measurement()
    {
        using var binding = new Bh1750fvi(new SimulatedI2c());
        Assert.Equal(0, binding.Illuminance.Lux);
    }

    [Fact]
    public void Vl53L0X_gives_a_distance_for_a_chip_that_does_not_answer()
    {
        var chip = new Reachable();
        using var binding = new Vl53L0X(chip, shouldDispose: false);
        chip.IsGone = true;
        Assert.Equal(8190, binding.GetDistanceOnce());
    }

    [Fact]
    public void Amg88xx_gives_raw_bits_without_their_sign_by_number()
    {
        var chip = new SimulatedI2c();
        chip.Set(0x80, 0x9C, 0x0F);
        using var binding = new Amg88xx(chip);
        binding.ReadImage();
        Assert.Equal(0xF9C, binding[0]);
        Assert.Equal(-25, binding[0, 0].DegreesCelsius);
    }

    [Fact]
    public void Ds3231_reads_a_clock_that_Linux_has_set_as_one_of_1926()
    {
        var chip = new SimulatedI2c();
        chip.Set(0x00, 0x59, 0x48, 0x19, 0x01, 0x29, 0x11, 0x26);
        using var binding = new Ds3231(chip);
        Assert.Equal(1926, binding.DateTime.Year);
    }

    [Fact]
    public void Tca9548A_reads_the_chip_of_another_channel_when_two_channels_were_open()
    {
        var bus = new SimulatedBusDevices();
        bus.AddMultiplexer(0x70, open: 0x09);
        bus.AddChip("a0", 0x62, 0x70, 0);
        bus.AddChip("a3", 0x62, 0x70, 3);
        using var binding = new Tca9548A(bus.OpenI2c(1, 0x70), new MainBus(bus));
        binding.GetChannel(3).CreateDevice(0x62).Read(new byte[1]);
        Assert.Equal("a0+a3", bus.Reached[^1]);
    }

    [Fact]
    public void Hcsr501_keeps_its_callback_after_its_disposal()
    {
        var driver = new SimulatedGpio();
        using var controller = new GpioController(driver);
        new Hcsr501(4, controller, shouldDispose: false).Dispose();
        Assert.NotEqual(0, driver.Registered);
    }

    // Everything that the set-up of a VL53L0X waits for has happened.
    private sealed class Reachable : SimulatedI2c
    {
        protected override byte RegisterAt(int register) => register is 0x13 or 0x83 ? (byte)0x07 : base.RegisterAt(register);
    }

    private sealed class MainBus(SimulatedBusDevices devices) : I2cBus
    {
        public override I2cDevice CreateDevice(int deviceAddress) => devices.OpenI2c(1, deviceAddress);

        public override void RemoveDevice(int deviceAddress)
        {
        }

        public override ComponentInformation QueryComponentInformation() => throw new NotSupportedException();
    }
}

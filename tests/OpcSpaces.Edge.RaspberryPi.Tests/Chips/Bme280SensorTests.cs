using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>
/// BME280 on I²C and SPI, with the example of Bosch's data sheets for temperature (BMP280, 3.12: dig_T1 27504, dig_T2 26435, dig_T3
/// −1000, adc_T 519,888: 25.08 °C). There is no such example for humidity; the expected value is that of the data sheet's formula in integers
/// (BME280, 4.2.3) for a usual trimming, while the binding computes with its formula in floating point.
/// </summary>
public sealed class Bme280SensorTests
{
    private readonly Bme280Chip _chip = new();

    private static (double Celsius, double Percent) Read(Bme280Sensor sensor)
    {
        Assert.True(sensor.TryRead(out var air));
        Assert.Null(air.Co2Ppm);
        return (Math.Round(air.TemperatureCelsius!.Value, 2), Math.Round(air.HumidityPercent!.Value, 1));
    }

    [Fact]
    public void The_example_of_the_data_sheet_on_I2C()
    {
        using var sensor = new Bme280Sensor(_chip);
        Assert.Equal((25.08, Bme280Chip.Percent), Read(sensor));
    }

    [Fact]
    public void The_example_of_the_data_sheet_on_SPI()
    {
        using var sensor = new Bme280Sensor(new SpiRegisters(new Bme280Spi(_chip)));
        Assert.Equal((25.08, Bme280Chip.Percent), Read(sensor));
    }

    [Fact]
    public void The_constructor_transfers_nothing()
    {
        using var sensor = new Bme280Sensor(_chip);
        Assert.Equal(0, _chip.Transfers);
    }

    [Fact]
    public void A_chip_that_is_another_one_or_not_there_is_no_answer()
    {
        _chip.Registers[0xD0] = 0x58;
        using var other = new Bme280Sensor(_chip);
        Assert.Throws<IOException>(() => other.TryRead(out _));
        using var floating = new Bme280Sensor(new SpiRegisters(new Bme280Spi(null)));
        Assert.Throws<IOException>(() => floating.TryRead(out _));
    }

    [Fact]
    public void A_chip_that_lost_its_power_gives_no_resting_values_and_is_set_up_again()
    {
        using var sensor = new Bme280Sensor(_chip);
        Read(sensor);
        _chip.LosePower();
        Assert.Throws<IOException>(() => sensor.TryRead(out _));
        Assert.Equal((25.08, Bme280Chip.Percent), Read(sensor));
    }

    [Fact]
    public void A_chip_that_fails_in_the_middle_of_its_set_up_answers_the_next_time()
    {
        using var sensor = new Bme280Sensor(_chip);
        _chip.FailsAfter = 20;
        Assert.Throws<IOException>(() => sensor.TryRead(out _));
        Assert.Equal((25.08, Bme280Chip.Percent), Read(sensor));
    }
}

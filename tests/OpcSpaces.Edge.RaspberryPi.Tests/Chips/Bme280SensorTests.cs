using System.Device.Spi;
using OpcSpaces.Edge.RaspberryPi.Chips;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>
/// BME280 on I²C and SPI, with the example of Bosch's data sheets for temperature (BMP280, 3.12: dig_T1 27504, dig_T2 26435, dig_T3
/// −1000, adc_T 519,888: 25.08 °C). There is no such example for humidity; the expected value is that of the data sheet's formula in integers
/// (BME280, 4.2.3) for a usual trimming, while the binding computes with its formula in floating point.
/// </summary>
public sealed class Bme280SensorTests
{
    private readonly Chip _chip = new();

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
        Assert.Equal((25.08, Chip.Percent), Read(sensor));
    }

    [Fact]
    public void The_example_of_the_data_sheet_on_SPI()
    {
        using var sensor = new Bme280Sensor(new SpiRegisters(new SpiChip(_chip)));
        Assert.Equal((25.08, Chip.Percent), Read(sensor));
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
        using var floating = new Bme280Sensor(new SpiRegisters(new SpiChip(null)));
        Assert.Throws<IOException>(() => floating.TryRead(out _));
    }

    [Fact]
    public void A_chip_that_lost_its_power_gives_no_resting_values_and_is_set_up_again()
    {
        using var sensor = new Bme280Sensor(_chip);
        Read(sensor);
        _chip.LosePower();
        Assert.Throws<IOException>(() => sensor.TryRead(out _));
        Assert.Equal((25.08, Chip.Percent), Read(sensor));
    }

    [Fact]
    public void A_chip_that_fails_in_the_middle_of_its_set_up_answers_the_next_time()
    {
        using var sensor = new Bme280Sensor(_chip);
        _chip.FailsAfter = 20;
        Assert.Throws<IOException>(() => sensor.TryRead(out _));
        Assert.Equal((25.08, Chip.Percent), Read(sensor));
    }

    // Measures only while its settings say so; otherwise its data registers rest at 0x80000 and 0x8000 (data sheet, 5.4.8).
    private sealed class Chip : SimulatedI2c
    {
        public const double Percent = 49.5;

        public Chip()
        {
            Registers[0xD0] = 0x60;
            SetLittle(0x88, 27_504);
            SetLittle(0x8A, 26_435);
            SetLittle(0x8C, -1000);
            Registers[0xA1] = 75;
            SetLittle(0xE1, 362);
            Registers[0xE3] = 0;
            // dig_H4 = 313 and dig_H5 = 50 share a byte.
            Set(0xE4, 313 >> 4, (313 & 0x0F) | ((50 & 0x0F) << 4), 50 >> 4);
            Registers[0xE7] = 30;
        }

        public void LosePower()
        {
            foreach (var register in (int[])[0xF2, 0xF4, 0xF5]) Registers[register] = 0;
        }

        protected override byte RegisterAt(int register)
        {
            var isMeasuring = Registers.GetValueOrDefault(0xF4) >> 5 != 0;
            ReadOnlySpan<byte> data = isMeasuring ? [0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x71, 0x50] : [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];
            return register is >= 0xF7 and <= 0xFE ? data[register - 0xF7] : base.RegisterAt(register);
        }

        private void SetLittle(int register, int value) => Set(register, (byte)value, (byte)(value >> 8));
    }

    // The highest bit of the first byte says whether a register is read; the chip's registers are all above 0x80. Without a chip the line floats high.
    private sealed class SpiChip(Chip? chip) : SpiDevice
    {
        public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

        public override void Read(Span<byte> buffer) => throw new NotSupportedException();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Assert.True(buffer[0] < 0x80);
            chip?.Write([(byte)(buffer[0] | 0x80), .. buffer[1..]]);
        }

        public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
        {
            Assert.True(writeBuffer[0] >= 0x80);
            readBuffer.Fill(0xFF);
            chip?.WriteRead(writeBuffer[..1], readBuffer[1..]);
        }
    }
}

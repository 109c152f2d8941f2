using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>SHT4x: the conversion of its data sheet (4.6: T = −45 + 175 · S / 65,535, RH = −6 + 125 · S / 65,535), and the checksum that Sensirion gives as an example.</summary>
public sealed class Sht4xSensorTests
{
    private readonly Sht4xChip _chip = new();
    private readonly Sht4xSensor _sensor;

    public Sht4xSensorTests() => _sensor = new Sht4xSensor(_chip);

    [Fact]
    public void The_checksum_of_the_data_sheet() => Assert.Equal(0x92, Sensirion.Crc([0xBE, 0xEF]));

    [Theory]
    [InlineData(0x6666, 0x72B0, 25, 50)]
    [InlineData(0x0000, 0x0000, -45, 0)]
    [InlineData(0xFFFF, 0xFFFF, 130, 100)]
    public void The_conversion_of_the_data_sheet(int temperature, int humidity, float celsius, float percent)
    {
        _chip.Answer(temperature, humidity);
        Assert.True(_sensor.TryRead(out var air));
        Assert.Equal((null, celsius, percent), (air.Co2Ppm, MathF.Round(air.TemperatureCelsius!.Value, 2), MathF.Round(air.HumidityPercent!.Value, 2)));
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_wrong_checksum_is_no_answer(int damaged)
    {
        _chip.Answer(0x6666, 0x72B0);
        Assert.True(_sensor.TryRead(out _));
        _chip.Bytes[damaged] ^= 0x80;
        Assert.Throws<IOException>(() => _sensor.TryRead(out _));
    }

    [Fact]
    public void A_chip_that_fails_in_the_middle_answers_the_next_time()
    {
        _chip.Answer(0x6666, 0x72B0);
        _chip.FailsAfter = 2;
        Assert.Throws<IOException>(() => _sensor.TryRead(out _));
        Assert.True(_sensor.TryRead(out _));
    }
}

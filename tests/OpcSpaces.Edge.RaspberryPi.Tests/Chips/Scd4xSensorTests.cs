using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>SCD4x, with the example of its data sheet (3.5.2: 500 ppm, 25 °C, 37 %RH), and everything for which a bus must not wait.</summary>
public sealed class Scd4xSensorTests
{
    private readonly FakeTime _time = new();
    private readonly Scd4xChip _chip;
    private readonly Scd4xSensor _sensor;

    public Scd4xSensorTests()
    {
        _chip = new Scd4xChip(_time);
        _sensor = new Scd4xSensor(_chip, new ChipClock(_time, _ => { }));
    }

    private bool TryRead() => _sensor.TryRead(out _);

    private AirMeasurement Read() => _sensor.TryRead(out var air) ? air : throw new InvalidOperationException("It has no measurement.");

    private void Seconds(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_example_of_the_data_sheet()
    {
        Assert.False(TryRead());
        Seconds(5);
        var air = Read();
        Assert.Equal((500f, 25f, 37f), (air.Co2Ppm!.Value, MathF.Round(air.TemperatureCelsius!.Value, 1), MathF.Round(air.HumidityPercent!.Value, 1)));
        Assert.Equal(["E4B8", "21B1", "E4B8", "EC05"], _chip.Writes);
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void A_chip_without_a_new_measurement_is_no_answer_and_nobody_waits()
    {
        TryRead();
        Seconds(5);
        Assert.True(TryRead());
        Seconds(1);
        Assert.False(TryRead());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_wrong_checksum_is_no_answer_and_never_the_value_before(int damaged)
    {
        TryRead();
        Seconds(5);
        Read();
        Seconds(5);
        _chip.Measurement[damaged] ^= 0x01;
        Assert.Throws<IOException>(() => TryRead());
    }

    [Fact]
    public void A_chip_that_measures_since_an_earlier_run_is_read_at_once()
    {
        _chip.Start();
        Seconds(60);
        Assert.Equal(500f, Read().Co2Ppm);
    }

    [Fact]
    public void A_chip_that_refuses_the_start_because_it_measures_already_is_no_answer_once()
    {
        _chip.Start();
        Assert.Throws<IOException>(() => TryRead());
        Seconds(5);
        Assert.True(TryRead());
    }

    [Fact]
    public void A_chip_that_lost_its_power_is_started_again()
    {
        TryRead();
        Seconds(5);
        Read();
        _chip.LosePower();
        Seconds(20);
        Assert.False(TryRead());
        Seconds(1);
        Assert.False(TryRead());
        Seconds(5);
        Assert.Equal(500f, Read().Co2Ppm);
        Assert.Contains("3F86", _chip.Writes);
    }

    [Fact]
    public void A_chip_that_is_gone_is_no_answer()
    {
        _chip.IsGone = true;
        Assert.Throws<IOException>(() => TryRead());
        _chip.IsGone = false;
        TryRead();
        Seconds(5);
        Assert.True(TryRead());
    }
}

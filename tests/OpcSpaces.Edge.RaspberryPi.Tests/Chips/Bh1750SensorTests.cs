using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>BH1750, with the example of its data sheet ("how to calculate": 8390h is 28,067 lx), and its first value, which is none.</summary>
public sealed class Bh1750SensorTests
{
    private readonly FakeTime _time = new();
    private readonly Bh1750Chip _chip = new();
    private readonly Bh1750Sensor _sensor;

    public Bh1750SensorTests() => _sensor = new Bh1750Sensor(_chip, new ChipClock(_time));

    [Fact]
    public void The_example_of_the_data_sheet()
    {
        Assert.False(_sensor.TryRead(out _));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(_sensor.TryRead(out var lux));
        Assert.Equal(28_067, Math.Round(lux));
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void A_value_before_the_first_measurement_is_no_darkness()
    {
        Assert.False(_sensor.TryRead(out _));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(_sensor.TryRead(out _));
        _time.Advance(TimeSpan.FromMilliseconds(180));
        Assert.True(_sensor.TryRead(out _));
    }

    [Fact]
    public void A_chip_that_was_gone_is_started_again_and_its_first_value_is_left_out()
    {
        _sensor.TryRead(out _);
        _time.Advance(TimeSpan.FromSeconds(60));
        _chip.IsGone = true;
        Assert.Throws<IOException>(() => _sensor.TryRead(out _));
        _chip.IsGone = false;
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(_sensor.TryRead(out _));
        Assert.Equal(2, _chip.Writes.Count(write => write == "01"));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(_sensor.TryRead(out _));
    }
}

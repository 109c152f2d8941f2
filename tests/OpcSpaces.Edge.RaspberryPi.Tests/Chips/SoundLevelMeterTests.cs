using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>A sound level meter at an ADS1115: 0.6 V are 30 dB(A), and 2.6 V are 130 dB(A) (Gravity SEN0232).</summary>
public sealed class SoundLevelMeterTests
{
    private readonly FakeTime _time = new();
    private readonly Ads1115Chip _chip;
    private readonly SoundLevelMeter _meter;

    public SoundLevelMeterTests()
    {
        _chip = new Ads1115Chip(_time);
        _meter = new SoundLevelMeter(new Ads1115(_chip, new ChipClock(_time, _time.Advance)), new LevelWiring("1", 50));
    }

    [Theory]
    [InlineData(0.6, 30)]
    [InlineData(1.2, 60)]
    [InlineData(2.6, 130)]
    [InlineData(0, 0)]
    public void The_voltage_is_the_level(double volts, double decibels)
    {
        _chip.Resting = volts;
        Assert.True(_meter.TryRead(out var read));
        Assert.Equal(decibels, read, 0.01);
    }

    [Fact]
    public void Hum_on_the_wire_is_averaged_and_the_bus_is_free_again_within_a_moment()
    {
        (_chip.Resting, _chip.EffectiveVolts) = (1, 0.05);
        var before = _time.GetTimestamp();
        Assert.True(_meter.TryRead(out var read));
        Assert.Equal(50, read, 1.0);
        Assert.InRange(_time.GetElapsedTime(before).TotalMilliseconds, 10, 40);
    }
}

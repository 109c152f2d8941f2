using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>
/// ADS1115 with a current clamp. Its data sheet (SBAS444, table 8-3): 7FFFh from full scale on, 4000h for half of it, 8000h from minus
/// full scale on; and the words of the configuration register (table 8-5).
/// </summary>
public sealed class Ads1115Tests
{
    private const double Resting = 1.65;
    private readonly FakeTime _time = new();
    private readonly Ads1115Chip _chip;
    private readonly Ads1115 _converter;

    public Ads1115Tests()
    {
        _chip = new Ads1115Chip(_time);
        _converter = new Ads1115(_chip, new ChipClock(_time, _time.Advance));
    }

    private double Watts(string input = "0", double amperesPerVolt = 30, double powerFactor = 1) =>
        new ClampPowerMonitor(_converter, new ClampWiring(input, amperesPerVolt, 230, powerFactor)).TryRead(out var watts) ? watts : double.NaN;

    [Theory]
    [InlineData("0", "01C2E3")]
    [InlineData("3", "01F2E3")]
    [InlineData("0-1", "0184E3")]
    [InlineData("2-3", "01B4E3")]
    public void The_configuration_of_the_data_sheet(string input, string written)
    {
        _converter.Sample(Ads1115Input.Of(input), TimeSpan.FromMilliseconds(20));
        Assert.Equal(written, _chip.Writes[0]);
    }

    // The data sheet's codes for an ideal input (SBAS444, table 8-3), in its two ranges here: ±4.096 V and ±2.048 V.
    [Theory]
    [InlineData("0", 0x7FFF, 4.095875)]
    [InlineData("0", 0x0001, 0.000125)]
    [InlineData("0-1", 0x7FFF, 2.0479375)]
    [InlineData("0-1", 0xFFFF, -0.0000625)]
    [InlineData("2-3", 0x8000, -2.048)]
    public void The_codes_of_the_data_sheet(string input, int code, double volts) =>
        Assert.Equal(volts, unchecked((short)code) * Ads1115Input.Of(input).VoltsPerBit, 9);

    [Fact]
    public void Half_of_full_scale_is_4000h() => Assert.Equal(4.096 / 2, 0x4000 * Ads1115Input.Of("0").VoltsPerBit, 6);

    [Theory]
    [InlineData("0", Resting, 50)]
    [InlineData("0", Resting, 60)]
    [InlineData("2-3", 0, 50)]
    public void The_effective_value_of_an_alternating_current(string input, double resting, double hertz)
    {
        // 0.1 V effective at 30 A for 1 V: 3 A at 230 V.
        (_chip.Resting, _chip.EffectiveVolts, _chip.Hertz, _chip.VoltsPerBit) = (resting, 0.1, hertz, Ads1115Input.Of(input).VoltsPerBit);
        Assert.InRange(Watts(input), 683, 697);
        Assert.InRange(Watts(input, amperesPerVolt: 100, powerFactor: 0.5), 683 / 2 * 100 / 30, 697 / 2 * 100 / 30 + 2);
    }

    [Fact]
    public void A_circuit_without_load_is_some_watts_at_most() => Assert.InRange(Watts(), 0, 2);

    [Fact]
    public void A_signal_at_the_end_of_the_range_is_no_measurement()
    {
        _chip.EffectiveVolts = 2;
        Assert.Equal(double.PositiveInfinity, Watts());
    }

    [Fact]
    public void An_unplugged_clamp_has_no_resting_voltage_and_is_no_desk_without_load()
    {
        _chip.Resting = 0;
        Assert.Contains("no resting voltage", Assert.Throws<IOException>(() => Watts()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bus_that_is_too_slow_is_no_answer()
    {
        _chip.OnTransfer = () => _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Throws<TimeoutException>(() => Watts());
    }

    [Fact]
    public void A_chip_that_fails_between_two_samples_is_no_answer()
    {
        _chip.FailsAfter = 60;
        Assert.Throws<IOException>(() => Watts());
        Assert.InRange(Watts(), 0, 2);
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);
}

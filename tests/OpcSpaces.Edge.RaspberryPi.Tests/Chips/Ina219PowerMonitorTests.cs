using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>INA219, with the example of its data sheet (SBOS448, table 8: 20 mV at 2 mΩ, 11.98 V, 10 A, 119.8 W) and the errors of the usual bindings.</summary>
public sealed class Ina219PowerMonitorTests
{
    private readonly Ina219Chip _chip = new();

    private double Watts(int shunt, int bus, double ohms = 0.1)
    {
        _chip.See(shunt, bus);
        Assert.True(new Ina219PowerMonitor(_chip, ohms).TryRead(out var watts));
        return watts;
    }

    [Fact]
    public void The_example_of_the_data_sheet() => Assert.Equal(119.8, Watts(shunt: 0x07D0, bus: 0x5D98, ohms: 0.002), 1);

    [Fact]
    public void A_current_that_flows_back_is_negative_and_not_twice_the_range() => Assert.Equal(-0.12, Watts(shunt: -100, bus: 12_000 / 4 << 3), 3);

    [Fact]
    public void The_20_V_of_a_USB_C_desk_are_20_V() => Assert.Equal(60, Watts(shunt: 30_000, bus: 20_000 / 4 << 3), 3);

    [Theory]
    [InlineData(32_000)]
    [InlineData(-32_000)]
    public void A_shunt_at_the_end_of_its_range_is_no_measurement(int shunt) => Assert.Equal(double.PositiveInfinity, Watts(shunt, bus: 20_000 / 4 << 3));

    [Fact]
    public void Nothing_is_set_in_a_chip_after_power_on_and_its_configuration_is_read_back()
    {
        Watts(shunt: 100, bus: 0x5D98);
        Assert.Equal(["00", "01", "02", "00"], _chip.Writes);
    }

    [Fact]
    public void The_settings_of_another_program_are_replaced()
    {
        // Powered down: it would show its last measurement for ever.
        _chip.SetWord(0, 0x3998);
        Watts(shunt: 100, bus: 0x5D98);
        Assert.Equal(["00", "00399F", "01", "02", "00"], _chip.Writes);
    }

    [Fact]
    public void Settings_that_change_while_it_runs_are_no_measurement_and_are_set_again()
    {
        using var monitor = new Ina219PowerMonitor(_chip, 0.1);
        monitor.TryRead(out _);
        _chip.SetWord(0, 0x3998);
        Assert.Contains("reads as 0x3998 and not as 0x399F", Assert.Throws<IOException>(() => monitor.TryRead(out _)).Message, StringComparison.Ordinal);
        Assert.True(monitor.TryRead(out _));
    }

    [Fact]
    public void A_chip_that_fails_in_the_middle_is_no_answer()
    {
        using var monitor = new Ina219PowerMonitor(_chip, 0.1);
        _chip.FailsAfter = 2;
        Assert.Throws<IOException>(() => monitor.TryRead(out _));
        Assert.True(monitor.TryRead(out _));
    }
}

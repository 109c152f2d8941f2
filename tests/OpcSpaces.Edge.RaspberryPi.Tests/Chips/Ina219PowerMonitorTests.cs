using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>INA219, with the example of its data sheet (SBOS448, table 8: 20 mV at 2 mΩ, 11.98 V, 10 A, 119.8 W) and the errors of the usual bindings.</summary>
public sealed class Ina219PowerMonitorTests
{
    private readonly SimulatedI2c _chip = new(registerBytes: 2);

    private double Watts(int shunt, int bus, double ohms = 0.1)
    {
        _chip.SetWord(2, shunt & 0xFFFF);
        _chip.SetWord(4, bus);
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
    public void Nothing_is_written_so_nothing_can_be_forgotten()
    {
        Watts(shunt: 100, bus: 0x5D98);
        Assert.Equal(["01", "02"], _chip.Writes);
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

using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>DS3231: the registers of its data sheet (figure 1), as Linux writes them.</summary>
public sealed class Ds3231ClockTests
{
    private readonly SimulatedI2c _chip = new();

    private DateTimeOffset Read() => new Ds3231Clock(_chip).Read();

    [Theory]
    [InlineData(0x19, 0x11, 19)]
    [InlineData(0x19, 0x91, 19)]
    [InlineData(0x67, 0x11, 19)]
    [InlineData(0x52, 0x11, 0)]
    [InlineData(0x72, 0x11, 12)]
    public void The_registers_of_the_data_sheet(byte hours, byte month, int hour)
    {
        // Linux leaves the century bit alone: both of its values mean this century.
        _chip.Set(0x00, 0x59, 0x48, hours, 0x01, 0x29, month, 0x26);
        Assert.Equal(new DateTimeOffset(2026, 11, 29, hour, 48, 59, TimeSpan.Zero), Read());
    }

    [Fact]
    public void A_clock_whose_battery_was_empty_says_so()
    {
        _chip.Set(0x00, 0x59, 0x48, 0x19, 0x01, 0x29, 0x11, 0x26);
        _chip.Registers[0x0F] = 0x88;
        Assert.Contains("has stopped", Assert.Throws<IOException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x59, 0x19, 0x30, 0x02, 0x26)]
    [InlineData(0x59, 0x19, 0x00, 0x00, 0x00)]
    [InlineData(0x5A, 0x19, 0x29, 0x11, 0x26)]
    [InlineData(0x59, 0x29, 0x29, 0x11, 0x26)]
    [InlineData(0x59, 0x19, 0x29, 0x11, 0xFF)]
    public void What_is_no_date_is_a_fault_and_no_bug(byte seconds, byte hours, byte day, byte month, byte year)
    {
        _chip.Set(0x00, seconds, 0x48, hours, 0x01, day, month, year);
        Assert.Throws<IOException>(() => Read());
    }
}

using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Tests.Sensing.Kinds;

/// <summary>The rules for pins, buses and addresses, which gateways and simulated buildings share.</summary>
public sealed class WireRulesTests
{
    private static readonly ChipType[] Chips = [new("ina219"), new("mfrc522", HasSpi: true)];
    private readonly WireRules _wires = new();
    private readonly SettingsRules _rules = new();

    private IEnumerable<string> Faults => _rules.Faults.Select(fault => $"{fault}");

    [Theory]
    [InlineData(0, 4095)]
    [InlineData(7, 8)]
    public void Pins_within_the_limits_are_accepted_once_each(int one, int other)
    {
        _wires.CheckPin(_rules.At("sensors[0]"), "pin", one);
        _wires.CheckPin(_rules.At("sensors[1]"), "pin", other);
        Assert.Empty(Faults);
        _wires.CheckPin(_rules.At("sensors[2]"), "data0Pin", one);
        Assert.Equal($"sensors[2].data0Pin: {one} – sensors[0] has this pin: give each signal its own", Assert.Single(Faults));
    }

    [Fact]
    public void A_pin_outside_the_limits_is_a_fault_and_a_missing_one_is_never_used_twice()
    {
        foreach (var number in new[] { 4096, SettingsSection.Nowhere, SettingsSection.Nowhere }) _wires.CheckPin(_rules.At("sensors[0]"), "pin", number);
        Assert.Equal(["sensors[0].pin: 4096 – use 0 to 4095", "sensors[0].pin: -1 – use 0 to 4095", "sensors[0].pin: -1 – use 0 to 4095"], Faults);
    }

    [Theory]
    [InlineData("ina219", "i2c-1", 64, null)]
    [InlineData("mfrc522", "spi-0", 0, null)]
    [InlineData("mfrc522", "i2c-10", 65535, null)]
    [InlineData("ina226", "i2c-1", 64, "sensors[0].chip: \"ina226\" – use \"ina219\" or \"mfrc522\"")]
    [InlineData("ina219", "spi-0", 64, "sensors[0].bus: \"spi-0\" – the chip ina219 has I²C only: give an I²C bus, such as \"i2c-1\"")]
    [InlineData("ina219", "can-1", 64, "sensors[0].bus: \"can-1\" – give the bus, such as \"i2c-1\" or \"spi-0\", or \"i2c-1/0x70/3\" for channel 3 of a multiplexer at 0x70")]
    [InlineData("ina219", "i2c-01", 64, "sensors[0].bus: \"i2c-01\" – give the bus, such as \"i2c-1\" or \"spi-0\", or \"i2c-1/0x70/3\" for channel 3 of a multiplexer at 0x70")]
    [InlineData("ina219", "i2c-1", 65536, "sensors[0].address: 65536 – use 0 to 65535")]
    public void A_chip_has_a_known_type_a_bus_that_it_can_be_wired_to_and_an_address(string chip, string bus, int address, string? fault)
    {
        _wires.CheckChip(_rules.At("sensors[0]"), new BusAddress(chip, bus, address), Chips);
        Assert.Equal(fault is null ? [] : [fault], Faults);
    }

    [Fact]
    public void A_bus_with_a_line_break_in_its_name_is_a_fault()
    {
        _wires.CheckChip(_rules.At("sensors[0]"), new BusAddress("ina219", "i2c-1\n", 64), Chips);
        Assert.Equal("sensors[0].bus", Assert.Single(_rules.Faults).Path);
    }

    [Fact]
    public void An_address_is_used_once_on_each_bus()
    {
        _wires.CheckChip(_rules.At("sensors[0]"), new BusAddress("ina219", "i2c-1", 64), Chips);
        _wires.CheckChip(_rules.At("sensors[1]"), new BusAddress("ina219", "i2c-2", 64), Chips);
        _wires.CheckChip(_rules.At("sensors[2]"), new BusAddress("mfrc522", "i2c-1", 64), Chips);
        Assert.Equal("sensors[2].address: 64 – sensors[0] has this address on i2c-1: give each chip its own", Assert.Single(Faults));
    }

    [Theory]
    [InlineData("i2c-1/0x70/0")]
    [InlineData("i2c-0/0x77/7")]
    public void A_channel_of_a_multiplexer_is_a_bus(string bus)
    {
        _wires.CheckChip(_rules.At("sensors[0]"), new BusAddress("ina219", bus, 64), Chips);
        _wires.CheckChip(_rules.At("sensors[1]"), new BusAddress("ina219", bus[..^1] + "5", 64), Chips);
        Assert.Empty(Faults);
    }

    [Theory]
    [InlineData("i2c-1/0x78/0")]
    [InlineData("i2c-1/0x70/8")]
    [InlineData("i2c-1/0x70")]
    [InlineData("i2c-1/112/3")]
    [InlineData("i2c-1/0x70/3/0x71/1")]
    [InlineData("spi-0/0x70/3")]
    public void A_channel_that_no_multiplexer_has_is_a_fault(string bus)
    {
        _wires.CheckChip(_rules.At("sensors[0]"), new BusAddress("mfrc522", bus, 64), Chips);
        Assert.Equal("sensors[0].bus", Assert.Single(_rules.Faults).Path);
    }

    [Theory]
    [InlineData("i2c-1", 64, "i2c-1/0x70/3", 64, "address", "sensors[0] has this address on i2c-1 itself, and would answer behind the multiplexer too")]
    [InlineData("i2c-1/0x70/3", 64, "i2c-1", 64, "address", "sensors[0] has this address behind a multiplexer of i2c-1, and this chip would answer there too")]
    [InlineData("i2c-1", 112, "i2c-1/0x70/3", 64, "bus", "sensors[0] has the address of the multiplexer")]
    [InlineData("i2c-1/0x70/3", 64, "i2c-1", 112, "address", "sensors[0] is behind a multiplexer with this address")]
    [InlineData("i2c-1/0x70/2", 64, "i2c-1/0x71/3", 113, "address", "the multiplexer has this address")]
    public void Chips_that_would_answer_together_are_a_fault(string bus, int address, string other, int otherAddress, string setting, string fix)
    {
        _wires.CheckChip(_rules.At("sensors[0]"), new BusAddress("ina219", bus, address), Chips);
        Assert.Empty(Faults);
        _wires.CheckChip(_rules.At("sensors[1]"), new BusAddress("ina219", other, otherAddress), Chips);
        var fault = Assert.Single(_rules.Faults);
        Assert.Equal($"sensors[1].{setting}", fault.Path);
        Assert.StartsWith(fix, fault.Fix, StringComparison.Ordinal);
    }
}

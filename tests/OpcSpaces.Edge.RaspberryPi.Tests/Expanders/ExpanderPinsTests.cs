using OpcSpaces.Edge.RaspberryPi.Expanders;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Expanders;

/// <summary>MCP23017: the registers of its data sheet (table 3-1) after power-on, its inputs as pins, and an expander that fails.</summary>
public sealed class ExpanderPinsTests : IDisposable
{
    private static readonly ExpanderConfig Config = new() { Bus = "i2c-1", Address = 0x20, FirstPin = 100, PollMs = 20 };
    private readonly FakeTime _time = new();
    private readonly SimulatedI2c _chip = new();
    private readonly RecordingLogger _log = new();
    private readonly ExpanderPins _pins;

    public ExpanderPinsTests() => _pins = new ExpanderPins(new Mcp23017(_chip, pullUps: 0x8001), Config, _time, _log);

    public void Dispose() => _pins.Dispose();

    private void Set(ushort levels) => _chip.Set(0x12, (byte)levels, (byte)(levels >> 8));

    private void Milliseconds(double ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));

    private static List<string> Listen(IInputPin pin)
    {
        var changes = new List<string>();
        pin.Subscribe(change => changes.Add($"{(change.High ? "high" : "low")} {(change.At - FakeTime.Start).TotalMilliseconds}"));
        return changes;
    }

    [Fact]
    public void Inputs_and_pull_ups_are_set_once_and_then_one_transfer_reads_all()
    {
        _pins.OpenInput(100);
        _pins.OpenInput(115);
        Milliseconds(40);
        Assert.Equal(["00FFFF00000000", "0A40400180", "0A", "0A", "0A"], _chip.Writes);
    }

    [Fact]
    public void A_change_is_told_to_its_own_pin_when_it_is_read()
    {
        var (first, last) = (_pins.OpenInput(100), _pins.OpenInput(115));
        var (changes, others) = (Listen(first), Listen(last));
        Milliseconds(30);
        Set(0x0001);
        Milliseconds(40);
        Assert.Equal((true, false), (first.Read(), last.Read()));
        Set(0x8000);
        Milliseconds(20);
        Assert.Equal(["high 40", "low 80"], changes);
        Assert.Equal(["high 80"], others);
    }

    [Fact]
    public void A_chip_that_lost_its_power_is_set_up_again_and_its_floating_inputs_are_not_believed()
    {
        var changes = Listen(_pins.OpenInput(100));
        _chip.Set(0x0C, 0x00, 0x00);
        Set(0xFFFF);
        Milliseconds(20);
        Assert.Empty(changes);
        Set(0x0000);
        Milliseconds(40);
        Assert.Empty(changes);
        Assert.Equal((0x01, 0x80), (_chip.Registers[0x0C], _chip.Registers[0x0D]));
    }

    [Theory]
    [InlineData(0x00, 0x0000)]
    [InlineData(0x00, 0x8001)]
    [InlineData(0xFF, 0x0000)]
    [InlineData(0xFF, 0xFFFF)]
    public void A_bus_that_reads_as_all_zeros_or_all_ones_gives_no_levels(int value, int pullUps)
    {
        var bus = new StuckI2c(_chip) { Stuck = (byte)value };
        using var pins = new ExpanderPins(new Mcp23017(bus, (ushort)pullUps), Config, _time, _log);
        Assert.Contains("IOCON", Assert.Throws<TimeoutException>(() => pins.OpenInput(100)).Message, StringComparison.Ordinal);
        bus.Stuck = null;
        var pin = pins.OpenInput(100);
        bus.Stuck = (byte)value;
        Milliseconds(200);
        Assert.True(pin.IsLost);
    }

    [Fact]
    public void An_expander_that_does_not_answer_at_the_start_ends_the_agent_which_is_started_again()
    {
        _chip.IsGone = true;
        Assert.Contains("0x20 on i2c-1 does not answer", Assert.Throws<TimeoutException>(() => _pins.OpenInput(100)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pins_of_an_expander_that_is_gone_are_lost_and_its_change_is_told_when_it_is_back()
    {
        var pin = _pins.OpenInput(100);
        var changes = Listen(pin);
        _chip.IsGone = true;
        Milliseconds(80);
        Assert.False(pin.IsLost);
        Milliseconds(120);
        Assert.True(pin.IsLost);
        Set(0x0001);
        _chip.IsGone = false;
        Milliseconds(20);
        Assert.Equal(["high 220"], changes);
        Assert.False(pin.IsLost);
        Assert.Equal(
            ["The mcp23017 at 0x20 on i2c-1 does not answer, and its pins are lost: Error 121 performing I2C data transfer.", "The mcp23017 at 0x20 on i2c-1 answers again"],
            _log.Messages);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(116)]
    public void A_pin_that_it_does_not_have_is_refused(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => _pins.OpenInput(number));

    [Fact]
    public void Nothing_is_read_after_disposal()
    {
        _pins.OpenInput(100);
        _pins.Dispose();
        var transfers = _chip.Transfers;
        Milliseconds(200);
        Assert.Equal(transfers, _chip.Transfers);
    }
}

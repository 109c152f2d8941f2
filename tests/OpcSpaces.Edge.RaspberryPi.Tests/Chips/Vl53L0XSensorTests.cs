using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>VL53L0X: the identification registers of its data sheet (table 4), its result with its status, and a chip that stops.</summary>
public sealed class Vl53L0XSensorTests
{
    private readonly FakeTime _time = new();
    private readonly Vl53L0XChip _chip = new();
    private readonly Vl53L0XSensor _sensor;

    public Vl53L0XSensorTests()
    {
        // Each transfer takes a third of a millisecond.
        _chip.OnTransfer = () => _time.Advance(TimeSpan.FromMilliseconds(0.3));
        _sensor = new Vl53L0XSensor(_chip, new ChipClock(_time, _ => { }));
    }

    [Fact]
    public void A_distance_is_read_and_its_interrupt_is_cleared()
    {
        _chip.See(612);
        Assert.True(_sensor.TryRead(out var millimetres));
        Assert.Equal(612, millimetres);
        Assert.Equal("0B01", _chip.Writes[^1]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(6)]
    public void A_distance_that_the_chip_does_not_vouch_for_is_nothing_in_range(int status)
    {
        _chip.See(8191, status);
        Assert.True(_sensor.TryRead(out var millimetres));
        Assert.Null(millimetres);
    }

    [Fact]
    public void Before_a_measurement_is_there_is_no_answer()
    {
        _chip.HasMeasured = false;
        Assert.Throws<TimeoutException>(() => _sensor.TryRead(out _));
        _chip.See(500);
        Assert.True(_sensor.TryRead(out _));
        _chip.HasMeasured = false;
        Assert.False(_sensor.TryRead(out _));
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void A_chip_that_is_gone_is_no_answer_and_no_empty_seat()
    {
        _chip.See(612);
        _sensor.TryRead(out _);
        _chip.IsGone = true;
        Assert.Throws<IOException>(() => _sensor.TryRead(out _));
        _chip.IsGone = false;
        Assert.True(_sensor.TryRead(out var millimetres));
        Assert.Equal(612, millimetres);
    }

    [Fact]
    public void A_chip_that_has_stopped_is_set_up_again()
    {
        _chip.See(612);
        _sensor.TryRead(out _);
        _chip.HasMeasured = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Throws<IOException>(() => _sensor.TryRead(out _));
        _chip.See(500);
        var writes = _chip.Writes.Count;
        Assert.True(_sensor.TryRead(out var millimetres));
        Assert.Equal(500, millimetres);
        Assert.True(_chip.Writes.Count > writes + 50);
    }

    [Fact]
    public void A_set_up_that_does_not_end_is_ended_at_its_deadline()
    {
        _chip.IsStuck = true;
        var started = _time.GetUtcNow();
        Assert.Throws<TimeoutException>(() => _sensor.TryRead(out _));
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(410));
    }

    [Fact]
    public void Another_chip_at_this_address_is_no_answer()
    {
        _chip.Registers[0xC0] = 0xEA;
        Assert.Throws<IOException>(() => _sensor.TryRead(out _));
    }
}

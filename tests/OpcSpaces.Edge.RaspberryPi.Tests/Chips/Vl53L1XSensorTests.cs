using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>VL53L1X: the identification registers of its data sheet (table 6), the order of its start, and measurements that are none.</summary>
public sealed class Vl53L1XSensorTests
{
    private readonly FakeTime _time = new();
    private readonly Vl53L1XChip _chip = new();
    private readonly Vl53L1XSensor _sensor;

    public Vl53L1XSensorTests()
    {
        _sensor = new Vl53L1XSensor(_chip, new ChipClock(_time));
        _chip.See(1234);
    }

    private bool TryRead(out int? millimetres) => _sensor.TryRead(out millimetres);

    private void Start()
    {
        Assert.False(TryRead(out _));
        Assert.False(TryRead(out _));
    }

    [Fact]
    public void After_its_settings_and_its_first_measurement_it_measures()
    {
        Start();
        Assert.True(TryRead(out var millimetres));
        Assert.Equal(1234, millimetres);
        var commands = _chip.Writes.Where(write => write.Length == 6);
        Assert.Equal(["008740", "008601", "008700", "000809", "000B00", "008740", "008601"], commands);
        // One transfer for all settings, with lines that are pulled up to the chip's supply.
        Assert.Equal(2 * (2 + 0x87 - 0x2D + 1), _chip.Writes.Single(write => write.StartsWith("002D000101", StringComparison.Ordinal)).Length);
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void Before_a_measurement_is_there_is_no_answer_and_no_distance()
    {
        Start();
        _chip.HasMeasured = false;
        Assert.False(TryRead(out _));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(13)]
    public void A_distance_that_the_chip_does_not_vouch_for_is_nothing_in_range(byte status)
    {
        Start();
        _chip.See(3000, status);
        Assert.True(TryRead(out var millimetres));
        Assert.Null(millimetres);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_fault_of_the_laser_is_no_answer(byte status)
    {
        Start();
        _chip.See(3000, status);
        Assert.Throws<IOException>(() => TryRead(out _));
    }

    [Fact]
    public void A_chip_that_has_stopped_or_lost_its_power_is_set_up_again()
    {
        Start();
        TryRead(out _);
        _chip.HasMeasured = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Throws<IOException>(() => TryRead(out _));
        _chip.See(700);
        Start();
        Assert.True(TryRead(out var millimetres));
        Assert.Equal(700, millimetres);
    }

    [Fact]
    public void Another_chip_and_one_that_has_not_started_are_no_answer()
    {
        _chip.Registers[0x00E5] = 0;
        Assert.Throws<IOException>(() => TryRead(out _));
        (_chip.Registers[0x00E5], _chip.Registers[0x010F]) = (3, 0xEE);
        _chip.Registers[0x0110] = 0xAA;
        Assert.Throws<IOException>(() => TryRead(out _));
    }
}

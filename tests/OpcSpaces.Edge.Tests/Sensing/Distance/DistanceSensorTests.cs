using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Tests.Sensing.Distance;

/// <summary>A distance sensor that looks at a seat: who passes by does not count, and what the chip cannot measure is no person.</summary>
public sealed class DistanceSensorTests : IDisposable
{
    private readonly PolledBench _bench = new();
    private readonly DistanceSensor _sensor;

    public DistanceSensorTests()
    {
        var config = new DistanceConfig { Point = "desk/1", Chip = "vl53l0x", Bus = "i2c-1", Address = 0x29 };
        _sensor = _bench.Poll(new DistanceSensor(new SensorName("hall", "desk/1", "distance"), config, _bench.Chip, _bench.Evidence, _bench.Time));
    }

    public void Dispose() => _bench.Dispose();

    private void See(int? millimetres, double seconds)
    {
        _bench.Chip.Millimetres = millimetres;
        _bench.Seconds(seconds);
    }

    [Fact]
    public void Somebody_near_is_seen_until_the_seat_is_empty()
    {
        See(null, 10);
        See(650, 10);
        See(750, 30);
        See(900, 10);
        Assert.Equal(["rest", "active", "rest"], _bench.Evidence.Words);
    }

    [Fact]
    public void A_change_is_dated_back_to_when_it_was_first_seen()
    {
        See(null, 10);
        var sat = _bench.Time.GetUtcNow();
        See(500, 10);
        Assert.InRange(_bench.Evidence.Times[^1] - sat, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Somebody_who_passes_by_does_not_count()
    {
        See(null, 10);
        See(400, 3);
        See(null, 10);
        Assert.Equal(["rest"], _bench.Evidence.Words);
    }

    [Theory]
    [InlineData(8190)]
    [InlineData(-1)]
    public void A_distance_beyond_the_chip_is_absurd_and_no_empty_seat(int millimetres)
    {
        See(500, 10);
        See(millimetres, 30);
        Assert.Equal(["active", "broken"], _bench.Evidence.Words);
        Assert.Equal(SensorCondition.Absurd, _sensor.Trouble!.Condition);
    }

    [Fact]
    public void A_chip_that_answers_again_says_what_it_sees_before_it_counts()
    {
        See(500, 10);
        _bench.Chip.IsSilent = true;
        See(500, 60);
        _bench.Chip.IsSilent = false;
        See(null, 600);
        Assert.Equal(["active", "broken", "rest", "sound"], _bench.Evidence.Words);
    }

    [Fact]
    public void The_same_distance_for_half_a_day_is_frozen_and_an_empty_view_is_not()
    {
        See(null, 24 * 3600);
        Assert.Null(_sensor.Trouble);
        See(612, 13 * 3600);
        Assert.Equal(SensorCondition.Frozen, _sensor.Trouble!.Condition);
    }
}

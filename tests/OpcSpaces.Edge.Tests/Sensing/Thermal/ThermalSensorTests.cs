using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Tests.Sensing.Thermal;

/// <summary>A thermal array over a desk: people, devices, the sun, and a chip that fails.</summary>
public sealed class ThermalSensorTests : IDisposable
{
    private readonly PolledBench _bench = new();
    private readonly Random _random = new(7);
    private readonly ThermalSensor _sensor;

    public ThermalSensorTests()
    {
        var config = new ThermalConfig { Point = "desk/1", Chip = "amg8833", Bus = "i2c-1", Address = 0x69 };
        _sensor = _bench.Poll(new ThermalSensor(new SensorName("hall", "desk/1", "thermal"), config, _bench.Chip, _bench.Evidence, _bench.Time));
    }

    public void Dispose() => _bench.Dispose();

    // A room at this temperature, with some pixels above it.
    private void Watch(double minutes, double room = 22, int warm = 0, double kelvin = 5)
    {
        for (var end = _bench.Time.GetUtcNow().AddMinutes(minutes); _bench.Time.GetUtcNow() < end; _bench.Seconds(2))
        {
            for (var i = 0; i < IThermalArray.Pixels; i++) _bench.Chip.Celsius[i] = (float)(Math.Round((room + (i < warm ? kelvin : 0) + (_random.NextDouble() - 0.5)) * 4) / 4);
        }
    }

    [Fact]
    public void Somebody_is_seen_while_sitting_still_for_two_hours_and_not_after_leaving()
    {
        Watch(5);
        Watch(120, warm: 6);
        Watch(5);
        Assert.Equal(["rest", "active", "rest"], _bench.Evidence.Words);
    }

    [Fact]
    public void Somebody_who_sits_there_at_the_start_is_seen()
    {
        Watch(5, warm: 8);
        Assert.Equal(["active"], _bench.Evidence.Words);
    }

    [Fact]
    public void A_room_that_warms_up_is_nobody()
    {
        for (var celsius = 18.0; celsius < 27; celsius += 0.1) Watch(2, celsius);
        Assert.Equal(["rest"], _bench.Evidence.Words);
    }

    [Fact]
    public void A_device_that_stays_on_becomes_background_within_a_day()
    {
        Watch(5);
        Watch(24 * 60, warm: 4);
        Assert.Equal(["rest", "active", "rest"], _bench.Evidence.Words);
    }

    [Fact]
    public void A_pixel_outside_the_range_makes_the_picture_absurd()
    {
        Watch(1);
        _bench.Chip.Celsius[17] = 300;
        _bench.Seconds(20);
        Assert.Equal(SensorCondition.Absurd, _sensor.Trouble!.Condition);
        Assert.Equal(["rest", "broken"], _bench.Evidence.Words);
    }

    [Fact]
    public void A_picture_that_never_changes_is_frozen()
    {
        _bench.Time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(SensorCondition.Frozen, _sensor.Trouble!.Condition);
    }
}

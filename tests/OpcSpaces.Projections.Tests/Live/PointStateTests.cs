using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Projections.Tests.Live;

/// <summary>What is remembered of a point beyond its newest value.</summary>
public sealed class PointStateTests
{
    [Theory]
    [InlineData(DoorStates.Forced, QualityCode.Good, true)]
    [InlineData(DoorStates.Forced, QualityCode.Bad, false)]
    [InlineData(DoorStates.Held, QualityCode.Good, false)]
    [InlineData(DoorStates.Closed, QualityCode.Good, false)]
    public void Of_a_contact_it_is_remembered_when_it_was_forced(string state, int quality, bool expected)
    {
        var door = new PointState(0, "hub", "open-1", "door/1/state");
        Assert.True(door.TracksUse);
        Assert.Equal(expected, door.IsInUse(PointValue.Of(state), quality));
    }

    [Theory]
    [InlineData("env/1/co2")]
    [InlineData("door/1/entry")]
    [InlineData(SensorTroubles.MetricName)]
    public void Of_others_nothing_is(string name)
    {
        var point = new PointState(0, "hub", "open-1", name);
        Assert.False(point.TracksUse);
        Assert.False(point.IsInUse(PointValue.Of(DoorStates.Forced), QualityCode.Good));
    }
}

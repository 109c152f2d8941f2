using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.LightBarriers;

/// <summary>A detector that a room's counter hears: when its quiet proves that the room is empty.</summary>
public sealed class HeardByCounterTests : IDisposable
{
    private static readonly Metric Count = new("hall", "room/1/count", SparkplugDataType.UInt16, 1);
    private readonly FakeTime _time = new();
    private readonly SpokenEvidence _place = new();
    private readonly HeardByCounter _motion;
    private readonly RoomCounter _counter;
    private int? _count;

    public HeardByCounterTests()
    {
        var config = new LightBarriersConfig { Point = "room/1", OuterPin = 1, InnerPin = 2, Capacity = 4 };
        var outputs = new RoomCounterOutputs(Count, reading => _count = (int)reading.Value.Bits, _ => { });
        _counter = new RoomCounter("hall/room/1 lightBarriers", config, (new FakePin(_time), new FakePin(_time)), outputs, keptCount: 3, null, _time);
        _motion = new HeardByCounter(_place);
    }

    public void Dispose() => _counter.Dispose();

    private void Minutes(double minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));

    private void Set(bool active) => _motion.Set(active, _time.GetUtcNow());

    [Fact]
    public void Its_quiet_after_motion_empties_the_room()
    {
        _motion.Connect(_counter);
        Set(true);
        Set(false);
        Minutes(70);
        Assert.Equal(0, _count);
        Assert.Equal(["active", "rest"], _place.Words);
    }

    [Fact]
    public void Motion_that_began_before_the_counter_was_there_goes_on()
    {
        Set(true);
        _motion.Connect(_counter);
        Minutes(60 * 9);
        Assert.Equal(3, _count);
        Set(false);
        Minutes(70);
        Assert.Equal(0, _count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_is_found_broken_is_not_quiet_but_unheard(bool isStuck)
    {
        _motion.Connect(_counter);
        Set(true);
        if (!isStuck) Set(false);
        _motion.Broken(_time.GetUtcNow());
        Set(false);
        Set(true);
        Minutes(200);
        Assert.Equal(3, _count);
    }

    [Fact]
    public void One_that_is_heard_again_counts_again()
    {
        _motion.Connect(_counter);
        _motion.Broken(_time.GetUtcNow());
        Set(true);
        _motion.Sound(_time.GetUtcNow());
        Minutes(60 * 9);
        Assert.Equal(3, _count);
        Set(false);
        Minutes(70);
        Assert.Equal(0, _count);
    }
}

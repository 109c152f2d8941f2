using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>A motion detector that a room counter listens to: its silence can prove that the room is empty.</summary>
public sealed class SharedEvidenceTests : IDisposable
{
    private static readonly Metric Count = new("hall", "room/1/count", SparkplugDataType.UInt16, 1);
    private readonly FakeTime _time = new();
    private readonly SpokenEvidence _place = new();
    private readonly SharedEvidence _motion;
    private readonly RoomCounter _counter;
    private int? _count;

    public SharedEvidenceTests()
    {
        var config = new LightBarriersConfig { Point = "room/1", OuterPin = 1, InnerPin = 2, Capacity = 4 };
        var outputs = new RoomCounterOutputs(Count, reading => _count = (int)reading.Value.Bits, _ => { });
        _counter = new RoomCounter(new SensorName("hall", "room/1", "lightBarriers"), config, (new FakePin(_time), new FakePin(_time)), outputs, keptCount: 3, null, _time);
        _motion = new SharedEvidence(_place);
    }

    public void Dispose() => _counter.Dispose();

    private void Minutes(double minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));

    private void Set(bool active) => _motion.Set(active, _time.GetUtcNow());

    [Fact]
    public void Silence_after_motion_sets_the_count_to_nobody()
    {
        _motion.Add(_counter);
        Set(true);
        Set(false);
        Minutes(70);
        Assert.Equal(0, _count);
        Assert.Equal(["active", "rest"], _place.Words);
    }

    [Fact]
    public void Motion_that_began_before_the_listener_was_added_counts()
    {
        Set(true);
        _motion.Add(_counter);
        Minutes(60 * 9);
        Assert.Equal(3, _count);
        Set(false);
        Minutes(70);
        Assert.Equal(0, _count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_broken_detector_proves_nothing(bool isStuck)
    {
        _motion.Add(_counter);
        Set(true);
        if (!isStuck) Set(false);
        _motion.Broken(_time.GetUtcNow());
        Set(false);
        Set(true);
        Minutes(200);
        Assert.Equal(3, _count);
    }

    [Fact]
    public void A_detector_that_is_sound_again_counts_again()
    {
        _motion.Add(_counter);
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

using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.LightBarriers;

public sealed class RoomCounterTests : IDisposable
{
    private static readonly Metric Count = new("hall", "room/1/count", SparkplugDataType.UInt16, 1);
    private readonly FakeTime _time = new();
    private readonly FakePin _outer, _inner;
    private readonly SpokenEvidence _evidence = new();
    private readonly List<int?> _counts = [];
    private long? _kept;
    private RoomCounter? _counter;

    public RoomCounterTests() => (_outer, _inner) = (new FakePin(_time), new FakePin(_time));

    public void Dispose() => _counter?.Dispose();

    private RoomCounter Start(int blockedSeconds = 60)
    {
        var config = new LightBarriersConfig { Point = "room/1", OuterPin = 1, InnerPin = 2, Capacity = 4, BlockedSeconds = blockedSeconds };
        var outputs = new RoomCounterOutputs(Count, reading => _counts.Add(reading.Value.IsNull ? null : (int)reading.Value.Bits), count => _kept = count);
        return _counter = new RoomCounter(new SensorName("hall", "room/1", "lightBarriers"), config, (_outer, _inner), outputs, _kept, _evidence, _time);
    }

    private void Ms(double ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));

    private void Minutes(double minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));

    private void GoIn(int people = 1)
    {
        for (var i = 0; i < people; i++) Go(_outer, _inner);
    }

    private void GoOut(int people = 1)
    {
        for (var i = 0; i < people; i++) Go(_inner, _outer);
    }

    private void Go(FakePin first, FakePin second)
    {
        first.Set(true);
        Ms(120);
        second.Set(true);
        Ms(130);
        first.Set(false);
        Ms(120);
        second.Set(false);
        Ms(1000);
    }

    [Fact]
    public void People_who_come_and_go_are_counted()
    {
        var counter = Start();
        GoIn(3);
        GoOut(3);
        Assert.Equal([1, 2, 3, 2, 1, 0], _counts);
        Assert.Equal(["active", "active", "active", "active", "active", "rest"], _evidence.Words);
        Assert.Null(counter.Trouble);
    }

    [Fact]
    public void The_count_survives_a_restart()
    {
        Start();
        GoIn(2);
        _counter!.Dispose();
        _counts.Clear();
        Start();
        GoOut();
        Assert.Equal([2, 1], _counts);
    }

    [Fact]
    public void Without_a_stored_count_it_is_unknown_until_somebody_passes_or_the_room_is_empty()
    {
        Start();
        Minutes(60 * 7.5);
        Assert.Empty(_counts);
        Minutes(60);
        Assert.Equal([0], _counts);
    }

    [Fact]
    public void The_count_never_falls_below_nobody_or_rises_above_the_capacity_and_each_correction_is_counted()
    {
        var counter = Start();
        GoOut();
        GoIn(6);
        Assert.Equal([0, 1, 2, 3, 4], _counts);
        Assert.Equal((1L, 2L), (counter.Trouble!.Faults["belowNobody"], counter.Trouble.Faults["aboveCapacity"]));
    }

    [Fact]
    public void A_room_is_empty_when_its_detector_saw_somebody_and_was_then_quiet_for_an_hour()
    {
        var counter = Start();
        GoIn(3);
        counter.OnEvidence(true);
        Minutes(20);
        counter.OnEvidence(false);
        GoOut();
        Minutes(59);
        Assert.Equal(2, _counts[^1]);
        Minutes(10);
        Assert.Equal(0, _counts[^1]);
        Assert.Equal(2, counter.Trouble!.Faults["setToNobody"]);
    }

    [Fact]
    public void A_detector_that_saw_nobody_proves_nothing_for_eight_hours()
    {
        Start();
        GoIn(3);
        Minutes(60 * 7.9);
        Assert.Equal(3, _counts[^1]);
        Minutes(15);
        Assert.Equal(0, _counts[^1]);
    }

    [Fact]
    public void A_room_with_motion_is_not_empty_however_long_nobody_passes()
    {
        var counter = Start();
        GoIn();
        for (var i = 0; i < 40; i++)
        {
            counter.OnEvidence(true);
            Minutes(1);
            counter.OnEvidence(false);
            Minutes(25);
        }

        Assert.Equal([1], _counts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_broken_detector_proves_nothing_until_it_is_sound_again(bool isStuck)
    {
        var counter = Start();
        GoIn(3);
        counter.OnEvidence(true);
        if (!isStuck) counter.OnEvidence(false);
        counter.OnBroken(wasActive: isStuck);
        Minutes(200);
        Assert.Equal(3, _counts[^1]);
        counter.OnEvidence(true);
        counter.OnEvidence(false);
        Minutes(70);
        Assert.Equal(0, _counts[^1]);
    }

    [Fact]
    public void After_a_blocked_beam_silence_proves_nothing_until_somebody_was_seen()
    {
        var counter = Start();
        GoIn();
        counter.OnEvidence(true);
        counter.OnEvidence(false);
        _outer.Set(true);
        Minutes(10);
        _outer.Set(false);
        Minutes(200);
        Assert.Equal([1, null, 1], _counts);
        counter.OnEvidence(true);
        counter.OnEvidence(false);
        Minutes(70);
        Assert.Equal(0, _counts[^1]);
    }

    [Fact]
    public void A_blocked_beam_is_found_while_people_pass_the_other_one()
    {
        var counter = Start();
        GoIn();
        _outer.Set(true);
        for (var i = 0; i < 10; i++)
        {
            Minutes(0.5);
            _inner.Pulse(ms: 300);
        }

        Assert.Equal([1, null], _counts);
        Assert.Equal((SensorCondition.StuckOn, 1L), (counter.Trouble!.Condition, counter.Trouble.Faults["blocked"]));
    }

    [Fact]
    public void A_queue_in_the_doorway_does_not_block_a_beam()
    {
        Start();
        for (var i = 0; i < 100; i++)
        {
            _outer.Set(true);
            _inner.Set(false);
            Ms(900);
            _inner.Set(true);
            Ms(100);
            _outer.Set(false);
            Ms(900);
        }

        Assert.NotEmpty(_counts);
        Assert.DoesNotContain(null, _counts);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(290)]
    [InlineData(600)]
    public void A_beam_is_blocked_after_exactly_the_configured_time(int blockedSeconds)
    {
        Start(blockedSeconds);
        GoIn();
        Ms(180_000);
        _outer.Set(true);
        Ms((blockedSeconds * 1000) - 100);
        Assert.Equal([1], _counts);
        Ms(200);
        Assert.Equal([1, null], _counts);
    }

    [Fact]
    public void A_blocked_beam_makes_the_count_bad_until_it_is_clear()
    {
        var counter = Start();
        GoIn(2);
        _outer.Set(true);
        Minutes(0.9);
        Assert.Equal(2, _counts[^1]);
        Minutes(30);
        Assert.Null(_counts[^1]);
        Assert.Equal((SensorCondition.StuckOn, 1L), (counter.Trouble!.Condition, counter.Trouble.Faults["blocked"]));
        _outer.Set(false);
        Ms(100);
        Assert.Equal([1, 2, null, 2], _counts);
        Assert.Equal(SensorCondition.Sound, counter.Trouble.Condition);
        GoOut();
        Assert.Equal(1, _counts[^1]);
    }

    [Fact]
    public void Nothing_is_counted_after_disposal()
    {
        Start().Dispose();
        GoIn();
        Assert.Empty(_counts);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public void A_count_is_unknown_while_the_driver_has_lost_one_of_the_two_pins()
    {
        var counter = Start();
        GoIn(2);
        counter.OnPin(new PinReport(1, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        counter.OnPin(new PinReport(2, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(SensorCondition.Silent, counter.Trouble!.Condition);
        counter.OnPin(new PinReport(1, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        GoIn();
        Assert.Equal([1, 2, null], _counts);
        counter.OnPin(new PinReport(2, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal([1, 2, null, 2], _counts);
        Assert.Equal(SensorCondition.Sound, counter.Trouble.Condition);
        Assert.Equal(["active", "active", "broken", "sound", "active"], _evidence.Words);
    }
}

using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Batching;

public sealed class ZoneBatcherTests : IDisposable
{
    private static readonly Metric Desk = new("hall", "desk/1/occupied", SparkplugDataType.Boolean, 1);
    private static readonly Metric Meter = new("hall", "meter/1/energy", SparkplugDataType.UInt64, 2);
    private readonly FakeTime _time = new();
    private readonly List<(BatchKind Kind, long[] Times, double AtMs)> _batches = [];
    private readonly ZoneBatcher _batcher;
    private UplinkCondition _uplink = UplinkCondition.Ready;

    public ZoneBatcherTests() =>
        _batcher = new ZoneBatcher(
            new BatchingConfig { MaxReadings = 10 },
            (readings, kind) => _batches.Add((kind, [.. readings.Select(reading => reading.TimestampMs)], _time.Monotonic.TotalMilliseconds)),
            () => _uplink, _time);

    public void Dispose() => _batcher.Dispose();

    private void State(long at = 1) => _batcher.Add(new MetricReading(Desk, at, PointValue.Of(true)), BatchKind.State);

    private void Telemetry(long at = 1) => _batcher.Add(new MetricReading(Meter, at, PointValue.Of(1UL)), BatchKind.Telemetry);

    private void Ms(double ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));

    [Fact]
    public void The_first_change_of_a_quiet_zone_is_appended_at_once_with_what_the_same_event_brings()
    {
        State();
        State();
        Ms(2);
        Assert.Equal((BatchKind.State, 2, 2.0), (_batches[0].Kind, _batches[0].Times.Length, _batches[0].AtMs));
    }

    [Fact]
    public void What_follows_gathers_for_a_window_until_the_zone_is_quiet_again()
    {
        State();
        Ms(50);
        State();
        Ms(90);
        State();
        Ms(9);
        Assert.Single(_batches);
        Ms(1);
        Assert.Equal((2, 150.0), (_batches[1].Times.Length, _batches[1].AtMs));
        Ms(80);
        State();
        Ms(10);
        Assert.Equal(2, _batches.Count);
        Ms(200);
        State();
        Ms(2);
        Assert.Equal((1, 442.0), (_batches[^1].Times.Length, _batches[^1].AtMs));
    }

    [Fact]
    public void Telemetry_gathers_for_a_window_and_leaves_with_a_change_of_state()
    {
        Telemetry();
        Ms(60);
        Telemetry();
        Ms(39);
        Assert.Empty(_batches);
        Ms(1);
        Assert.Equal((BatchKind.Telemetry, 2, 100.0), (_batches[0].Kind, _batches[0].Times.Length, _batches[0].AtMs));
        Telemetry();
        Ms(10);
        State();
        Ms(2);
        Assert.Equal((BatchKind.State, 2, 112.0), (_batches[1].Kind, _batches[1].Times.Length, _batches[1].AtMs));
    }

    [Fact]
    public void While_disk_or_link_are_busy_changes_gather_for_two_windows()
    {
        _uplink = UplinkCondition.Busy;
        State();
        Ms(150);
        State();
        Ms(49);
        Assert.Empty(_batches);
        Ms(1);
        Assert.Equal((2, 200.0), (_batches[0].Times.Length, _batches[0].AtMs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(90)]
    public void A_burst_is_at_most_one_batch_more_than_with_a_window_after_each_first_reading(int everyMs)
    {
        var sizes = new List<int>();
        using var batcher = new ZoneBatcher(new BatchingConfig(), (readings, _) => sizes.Add(readings.Length), () => UplinkCondition.Ready, _time);
        var (passed, windowEndsAt, before) = (0, -1, 0);
        for (; passed < 3_000; passed += everyMs)
        {
            if (passed >= windowEndsAt) (windowEndsAt, before) = (passed + 100, before + 1);
            batcher.Add(new MetricReading(Desk, passed, PointValue.Of(true)), BatchKind.State);
            Ms(everyMs);
        }

        Ms(200);
        Assert.InRange(sizes.Count, 2, before + 1);
        Assert.Equal(passed / everyMs, sizes.Sum());
    }

    [Fact]
    public void A_full_batch_is_appended_immediately()
    {
        for (var i = 0; i < 25; i++) State(i);
        Assert.Equal([10, 10], _batches.Select(batch => batch.Times.Length));
        Ms(100);
        Assert.Equal(5, _batches[2].Times.Length);
    }

    [Fact]
    public void While_the_uplink_is_away_telemetry_waits_longer_and_state_does_not()
    {
        _uplink = UplinkCondition.Away;
        Telemetry();
        Ms(10);
        State();
        Ms(100);
        Assert.Equal((BatchKind.State, 1, 110.0), (_batches[0].Kind, _batches[0].Times.Length, _batches[0].AtMs));
        Ms(29_000);
        Telemetry();
        Assert.Single(_batches);
        Ms(1_000);
        Assert.Equal((BatchKind.Telemetry, 2, 30_000.0), (_batches[1].Kind, _batches[1].Times.Length, _batches[1].AtMs));
    }

    [Fact]
    public void State_and_telemetry_that_are_due_together_while_away_stay_apart()
    {
        _uplink = UplinkCondition.Away;
        Telemetry();
        Ms(29_950);
        State();
        Ms(50);
        Assert.Equal([BatchKind.State, BatchKind.Telemetry], _batches.Select(batch => batch.Kind));
    }

    [Fact]
    public void Readings_are_appended_in_the_order_of_their_time()
    {
        Telemetry(at: 500);
        State(at: 100);
        Telemetry(at: 600);
        Ms(100);
        Assert.Equal([100L, 500L, 600L], _batches[0].Times);
    }

    [Fact]
    public void When_the_clock_was_set_back_the_readings_of_a_point_keep_the_order_of_arrival()
    {
        State(at: 900);
        Telemetry(at: 950);
        State(at: 100);
        Ms(100);
        Assert.Equal([900L, 100L, 950L], _batches[0].Times);
    }

    [Fact]
    public void Flush_and_disposal_append_all_waiting_readings()
    {
        State();
        _batcher.Flush();
        State();
        _batcher.Dispose();
        State();
        Ms(1000);
        Assert.Equal(2, _batches.Count);
        Assert.Equal(0, _time.ActiveTimers);
    }
}

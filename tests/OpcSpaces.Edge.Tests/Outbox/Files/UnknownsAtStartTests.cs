using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.Files;

public sealed class UnknownsAtStartTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task A_new_outbox_has_no_unknown_points()
    {
        await _outbox.Log.AppendStartAsync();
        Assert.Empty(_outbox.All());
    }

    [Fact]
    public async Task After_a_crash_every_point_is_unknown_since_the_mark()
    {
        await _outbox.AppendAsync(at: 100);
        await _outbox.Log.MarkAsync(60_000);
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();

        var after = _outbox.All().Skip(1).SelectMany(StoredReading.Of).OrderBy(reading => reading.Alias).ToList();
        var points = OutboxFixture.Points.Select(point => _outbox.Log.Metric(point.Item1, point.Item2).Alias).Order();
        Assert.Equal(points.Select(alias => new StoredReading(alias, 60_001, null, QualityCode.Stale)), after);
    }

    [Fact]
    public async Task A_point_with_a_stored_reading_after_the_mark_is_unknown_since_that_reading_and_never_in_the_same_millisecond()
    {
        await _outbox.Log.MarkAsync(60_000);
        await _outbox.AppendAsync(at: 61_500);
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        var hall = StoredReading.Of(_outbox.All()[1]);
        Assert.Equal([60_001L, 61_501L], hall.Select(reading => reading.TimestampMs));
        Assert.Equal(_outbox.Desk.Alias, hall[1].Alias);
    }

    [Fact]
    public async Task A_point_that_was_uncertain_at_the_mark_is_unknown_right_after_its_last_certain_time()
    {
        await _outbox.AppendAsync(at: 100);
        await _outbox.Log.MarkAsync(60_000, [new UncertainMetric(_outbox.Desk, 40_000)]);
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        Assert.Equal([40_001L, 60_001L], _outbox.All().Skip(1).SelectMany(StoredReading.Of).Select(reading => reading.TimestampMs).Distinct().Order());
        Assert.Equal(40_001, _outbox.All().Skip(1).SelectMany(StoredReading.Of).Single(reading => reading.Alias == _outbox.Desk.Alias).TimestampMs);
    }

    [Fact]
    public async Task A_reading_that_was_stored_after_the_mark_counts_more_than_the_uncertainty_at_the_mark()
    {
        await _outbox.Log.MarkAsync(60_000, [new UncertainMetric(_outbox.Desk, 40_000)]);
        await _outbox.AppendAsync(at: 61_500);
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        Assert.Contains(_outbox.All().Skip(1).SelectMany(StoredReading.Of), reading => reading.Alias == _outbox.Desk.Alias && reading.TimestampMs == 61_501);
    }

    [Fact]
    public async Task A_point_that_a_later_mark_does_not_call_uncertain_is_known_up_to_that_mark()
    {
        await _outbox.Log.MarkAsync(60_000, [new UncertainMetric(_outbox.Desk, 40_000)]);
        await _outbox.Log.MarkAsync(120_000);
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        Assert.All(_outbox.All().SelectMany(StoredReading.Of), reading => Assert.Equal(120_001, reading.TimestampMs));
    }

    [Fact]
    public async Task A_second_kill_does_not_move_the_unknowns()
    {
        await _outbox.Log.MarkAsync(60_000, [new UncertainMetric(_outbox.Desk, 40_000)]);
        for (var kill = 0; kill < 2; kill++)
        {
            _outbox.Crash();
            await _outbox.Log.AppendStartAsync();
        }

        var desk = _outbox.All().SelectMany(StoredReading.Of).Where(reading => reading.Alias == _outbox.Desk.Alias);
        Assert.Equal([40_001L, 40_002L], desk.Select(reading => reading.TimestampMs));
    }

    [Fact]
    public async Task Births_show_a_point_as_unknown_until_it_has_a_reading_of_this_run()
    {
        await _outbox.AppendAsync();
        _outbox.Crash();
        Assert.Equal(QualityCode.Stale, _outbox.Log.Capture().Values[_outbox.Desk.Alias].Quality);
        await _outbox.Log.AppendStartAsync();
        Assert.True(_outbox.Log.Capture().Values[_outbox.Desk.Alias].Value.IsNull);
        await _outbox.AppendAsync();
        Assert.Equal(QualityCode.Good, _outbox.Log.Capture().Values[_outbox.Desk.Alias].Quality);
    }

    [Fact]
    public async Task A_point_that_is_new_in_the_configuration_does_not_become_unknown()
    {
        await _outbox.Log.MarkAsync(1000);
        _outbox.Reopen(points: [.. OutboxFixture.Points, (OutboxFixture.Office, "desk/3/occupied", SparkplugDataType.Boolean)]);
        await _outbox.Log.AppendStartAsync();
        var fresh = _outbox.Log.Metric(OutboxFixture.Office, "desk/3/occupied").Alias;
        Assert.DoesNotContain(_outbox.All().SelectMany(StoredReading.Of), reading => reading.Alias == fresh);
    }

    [Fact]
    public async Task A_mark_waits_for_the_appends_before_it()
    {
        var appends = Enumerable.Range(1, 1500).Select(at => _outbox.AppendAsync(at: at)).ToArray();
        await _outbox.Log.MarkAsync(1500);
        Assert.All(appends, append => Assert.True(append.IsCompletedSuccessfully));
    }
}

using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

public class HistoryMeterTests
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly LiveState _live = new();
    private readonly HistoryMeter _meter;

    public HistoryMeterTests() => _meter = new HistoryMeter(_live, _time);

    [Fact]
    public void Share_rate_and_time_left_come_from_the_last_seconds()
    {
        Receive(daysBack: 30, readings: 100);
        Assert.Equal((0.0, null), (_meter.Read()!.ReadingsPerSecond, _meter.Read()!.SecondsLeft));

        _time.Advance(TimeSpan.FromSeconds(5));
        Receive(daysBack: 20, readings: 10_000);

        var progress = _meter.Read()!;
        Assert.Equal(1 / 3.0, progress.Share!.Value, 2);
        Assert.Equal((10_100, 2_000.0), (progress.Readings, progress.ReadingsPerSecond));
        Assert.Equal(10, progress.SecondsLeft!.Value, 0.1);
    }

    [Fact]
    public void A_recording_of_years_ago_at_real_speed_has_no_end_in_sight()
    {
        Receive(daysBack: 3_000, readings: 1);
        _meter.Read();
        _time.Advance(TimeSpan.FromSeconds(5));
        Receive(daysBack: 3_000, readings: 1);

        Assert.Equal((null, null), (_meter.Read()!.Share, _meter.Read()!.SecondsLeft));
    }

    [Fact]
    public void The_present_needs_no_progress()
    {
        Receive(daysBack: 30, readings: 100);
        Receive(daysBack: 0, readings: 1);
        Assert.Null(_meter.Read());
    }

    private void Receive(int daysBack, int readings)
    {
        lock (_live.Gate)
        {
            var now = _time.GetUtcNow();
            for (var i = 0; i < readings; i++)
                _live.Past.See(now.AddDays(-daysBack).ToUnixTimeMilliseconds(), QualityCode.Good);
            _live.Past.EndBatch(now.ToUnixTimeMilliseconds());
            _live.Publish(1);
        }
    }
}

using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Live;

public sealed class LiveHistoryTests : IDisposable
{
    private readonly LiveBench _bench = new();

    public LiveHistoryTests() => _bench.Deliver(_bench.Gateway.Connect());

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_comes_as_it_happens_is_no_history()
    {
        _bench.Occupy(0, true);
        Assert.Null(_bench.Live.History);
        // A quiet building: what comes next is new again.
        _bench.Pass(600);
        _bench.Occupy(0, false);
        Assert.Null(_bench.Live.History);
    }

    [Fact]
    public void Days_that_are_caught_up_are_a_history_until_the_present_is_reached()
    {
        var now = _bench.Time.GetUtcNow();
        Send(now.AddDays(-3));
        Send(now.AddDays(-2));
        Assert.Equal((now.AddDays(-3), now.AddDays(-2), 2), (_bench.Live.History!.From, _bench.Live.History.Through, _bench.Live.History.Readings));

        Send(now.AddMinutes(-1));
        Assert.Null(_bench.Live.History);
    }

    [Fact]
    public void A_gateway_that_returns_with_a_backlog_makes_no_history_of_what_others_tell_now()
    {
        var now = _bench.Time.GetUtcNow();
        Send(now);
        Send(now.AddHours(-5));
        Assert.Null(_bench.Live.History);
    }

    [Fact]
    public void That_nothing_was_observed_is_no_history()
    {
        Send(_bench.Time.GetUtcNow().AddHours(-5), QualityCode.Stale);
        Assert.Null(_bench.Live.History);
    }

    [Fact]
    public void A_restart_in_the_middle_knows_where_the_history_began()
    {
        var now = _bench.Time.GetUtcNow();
        Send(now.AddDays(-3));
        Send(now.AddDays(-2));
        _bench.Save();
        var before = _bench.Live.History;

        _bench.StartLive();

        Assert.NotNull(before);
        Assert.Equal(before, _bench.Live.History);
    }

    private void Send(DateTimeOffset at, int quality = QualityCode.Good)
    {
        _bench.Gateway.Append(0, Bytes.Content(content => content.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(at.ToUnixTimeMilliseconds(), quality == QualityCode.Good ? PointValue.Of(true) : PointValue.Null, quality))));
        _bench.Deliver(_bench.Gateway.Send(100));
    }
}

using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Tests.Sensing.Zones;

/// <summary>A kill while a stay is quiet and not yet decided: from a pin, through a real outbox, to what the next start says.</summary>
public sealed class QuietStayAtKillTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();
    private readonly FakePin _pin;

    public QuietStayAtKillTests() => _pin = new FakePin(_outbox.Time);

    public void Dispose() => _outbox.Dispose();

    private void Minutes(double minutes) => _outbox.Time.Advance(TimeSpan.FromMinutes(minutes));

    private GatewaySensing Sense()
    {
        _outbox.ConfigureSensing();
        var config = new GatewayConfig
        {
            Group = "hub",
            Gateway = "gw-1",
            DataDirectory = _outbox.Directory,
            Zones = [new ZoneConfig { Id = OutboxFixture.Hall, Points = [new MotionConfig { Point = "desk/1", Pin = _pin.Number }] }],
        };
        return new GatewaySensing(
            config.Sensing, new SensingDependencies { Pins = new OnePin(_pin), Outbox = _outbox.Log, Time = _outbox.Time, TransportTime = _outbox.Time });
    }

    private async Task MarkAsync(GatewaySensing sensing)
    {
        var (now, uncertain) = (_outbox.NowMs, sensing.UncertainMetrics());
        sensing.Flush();
        await _outbox.Log.MarkAsync(now, uncertain);
    }

    // What the journal would hold of the desk after the next start.
    private async Task<List<StoredReading>> StartAgainAsync()
    {
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        return [.. _outbox.All().SelectMany(StoredReading.Of).Where(reading => reading.Alias == _outbox.Desk.Alias)];
    }

    [Fact]
    public async Task A_stay_that_was_quiet_at_the_mark_is_not_counted_up_to_the_mark()
    {
        using var sensing = Sense();
        Minutes(60);
        _pin.Pulse(ms: 60_000);
        var quietSince = _outbox.NowMs;
        Minutes(1);
        await MarkAsync(sensing);
        Minutes(0.5);
        var desk = await StartAgainAsync();
        Assert.Equal([0UL, 1UL, null], desk.Select(reading => reading.Bits));
        Assert.Equal((quietSince + 1, QualityCode.Stale), (desk[^1].TimestampMs, desk[^1].Quality));
    }

    [Fact]
    public async Task A_stay_in_motion_at_the_mark_is_counted_up_to_the_mark()
    {
        using var sensing = Sense();
        Minutes(60);
        _pin.Set(true);
        Minutes(1);
        await MarkAsync(sensing);
        var mark = _outbox.NowMs;
        Minutes(0.2);
        _pin.Set(false);
        Minutes(0.2);
        var desk = await StartAgainAsync();
        Assert.Equal(mark + 1, desk[^1].TimestampMs);
        Assert.Null(desk[^1].Bits);
    }

    [Fact]
    public async Task A_stay_whose_end_was_decided_before_the_mark_is_free_up_to_the_mark()
    {
        using var sensing = Sense();
        Minutes(60);
        _pin.Pulse(ms: 60_000);
        var left = _outbox.NowMs;
        Minutes(30);
        await MarkAsync(sensing);
        var mark = _outbox.NowMs;
        var desk = await StartAgainAsync();
        Assert.Equal([(0UL, left), (null, mark + 1)], desk.Skip(2).Select(reading => (reading.Bits, reading.TimestampMs)));
    }

    private sealed class OnePin(FakePin pin) : IPinController
    {
        public IInputPin OpenInput(int number) => pin;

        public void Dispose()
        {
        }
    }
}

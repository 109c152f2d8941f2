using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Polling;

public sealed class BusPollerTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly BusPoller _poller;

    public BusPollerTests() => _poller = new BusPoller(_time);

    public void Dispose() => _poller.Dispose();

    [Fact]
    public void Each_chip_is_polled_by_its_own_period()
    {
        var (fast, slow) = (new Chip(1, _time), new Chip(60, _time));
        _poller.Add(fast);
        _poller.Add(slow);
        _time.Advance(TimeSpan.FromMinutes(10.01));
        Assert.Equal((601, 11), (fast.Asked.Count, slow.Asked.Count));
    }

    [Fact]
    public void A_thousand_chips_need_one_timer()
    {
        var chips = Enumerable.Range(0, 1000).Select(_ => new Chip(10, _time)).ToList();
        chips.ForEach(_poller.Add);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _time.ActiveTimers);
        Assert.All(chips, chip => Assert.InRange(chip.Asked.Count, 4, 6));
    }

    [Fact]
    public void Nothing_is_polled_after_disposal()
    {
        var chip = new Chip(1, _time);
        _poller.Add(chip);
        _poller.Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(chip.Asked);
    }

    [Fact]
    public void A_chip_that_throws_does_not_stop_the_others()
    {
        var (broken, good) = (new Chip(1, _time) { Throws = true }, new Chip(1, _time));
        _poller.Add(broken);
        _poller.Add(good);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((6, 60), (broken.Asked.Count, good.Asked.Count));
        broken.Throws = false;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(broken.Asked.Count, 50, 67);
    }

    private sealed class Chip(int seconds, FakeTime time) : IPolled
    {
        public List<DateTimeOffset> Asked { get; } = [];

        public bool Throws { get; set; }

        public string Name => "chip";

        public TimeSpan Poll()
        {
            Asked.Add(time.GetUtcNow());
            return Throws ? throw new InvalidOperationException("A bug.") : TimeSpan.FromSeconds(seconds);
        }

        public TimeSpan Fail() => TimeSpan.FromSeconds(10);
    }
}

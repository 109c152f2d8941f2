using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.EdgeNode;

namespace OpcSpaces.Wire.Tests.Counting;

public sealed class EventCountersTests
{
    private readonly EventCounters<EdgeNodeEvent> _counters = new();

    [Fact]
    public void Only_kinds_that_occurred_are_listed()
    {
        _counters.Add(EdgeNodeEvent.Born);
        _counters.Add(EdgeNodeEvent.CommandRefused, 3);
        _counters.Add(EdgeNodeEvent.CommandRefused, 0);
        _counters.Add(EdgeNodeEvent.AttemptFailed, 0);
        Assert.Equal(
            new Dictionary<EdgeNodeEvent, long> { [EdgeNodeEvent.Born] = 1, [EdgeNodeEvent.CommandRefused] = 3 }, _counters.Occurred());
        Assert.Equal(0, _counters[EdgeNodeEvent.AttemptFailed]);
    }

    [Fact]
    public void No_event_is_missed_when_many_threads_count()
    {
        Parallel.For(0, 10_000, i => _counters.Add((EdgeNodeEvent)(i % 2)));
        Assert.Equal((5_000, 5_000), (_counters[EdgeNodeEvent.Connected], _counters[EdgeNodeEvent.Born]));
    }
}

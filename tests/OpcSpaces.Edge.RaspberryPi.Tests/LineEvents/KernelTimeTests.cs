using Moq;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>From the kernel's monotonic time to the time of the sensing clock.</summary>
public sealed class KernelTimeTests
{
    private readonly FakeTime _time = new();
    private readonly KernelTime _kernel;

    public KernelTimeTests() => _kernel = new KernelTime(_time);

    private DateTimeOffset Of(TimeSpan monotonic) => _kernel.Of((long)monotonic.TotalNanoseconds);

    [Fact]
    public void An_edge_that_is_read_late_keeps_its_own_time()
    {
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(FakeTime.Start + TimeSpan.FromSeconds(97.5), Of(TimeSpan.FromSeconds(97.5)));
    }

    [Fact]
    public void A_step_of_the_wall_clock_counts_from_the_next_burst_on()
    {
        _time.Advance(TimeSpan.FromSeconds(100));
        var first = Of(TimeSpan.FromSeconds(100));
        _time.JumpWallClock(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromMilliseconds(2), Of(TimeSpan.FromSeconds(100.002)) - first);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1), Of(TimeSpan.FromSeconds(101)) - first);
    }

    [Fact]
    public void A_burst_without_a_pause_follows_the_wall_clock_within_ten_seconds()
    {
        _time.Advance(TimeSpan.FromSeconds(100));
        Of(TimeSpan.FromSeconds(100));
        _time.JumpWallClock(TimeSpan.FromHours(1));
        var last = DateTimeOffset.MinValue;
        for (var ms = 0; ms <= 10_100; ms += 50) last = Of(TimeSpan.FromSeconds(100) + TimeSpan.FromMilliseconds(ms));
        Assert.Equal(FakeTime.Start + TimeSpan.FromHours(1) + TimeSpan.FromSeconds(110.1), last);
    }

    [Fact]
    public void A_thread_that_is_interrupted_between_the_clocks_measures_again()
    {
        // The second reading of the monotonic clock comes 30 ms after the first; in the next try it comes at once.
        var stamps = new Queue<long>([0, 30_000_000, 40_000_000, 40_000_000]);
        var clock = new Mock<TimeProvider>();
        clock.Setup(it => it.TimestampFrequency).Returns(1_000_000_000);
        clock.Setup(it => it.GetTimestamp()).Returns(() => stamps.Count > 0 ? stamps.Dequeue() : 40_000_000);
        clock.Setup(it => it.GetUtcNow()).Returns(FakeTime.Start);
        Assert.Equal(FakeTime.Start, new KernelTime(clock.Object).Of(40_000_000));
    }

    [Fact]
    public void On_this_machine_the_difference_of_two_clocks_is_small()
    {
        var kernel = new KernelTime(TimeProvider.System);
        var stamp = TimeProvider.System.GetTimestamp() * (1_000_000_000 / TimeProvider.System.TimestampFrequency);
        // The step between the two readings may be interrupted, so only a gross error shows here.
        Assert.InRange(kernel.Of(stamp) - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(1));
    }
}

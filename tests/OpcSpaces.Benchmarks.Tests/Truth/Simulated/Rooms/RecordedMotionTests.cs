using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

namespace OpcSpaces.Benchmarks.Tests.Truth.Simulated.Rooms;

public sealed class RecordedMotionTests
{
    [Fact]
    public void Something_moved_until_the_delay_before_the_fall_and_not_later()
    {
        var motion = new RecordedMotion([Minutes(20, 25)], DelayMs: 120_000);

        Assert.True(motion.IsWithin(Minutes(22, 24)));
        Assert.False(motion.IsWithin(Minutes(23.5, 25)));
    }

    private static Span Minutes(double from, double to) => new((long)(from * 60_000), (long)(to * 60_000));
}

using OpcSpaces.Storage.Series;

namespace OpcSpaces.Storage.Tests.Series;

public sealed class RetryDelaysTests
{
    private static readonly RetryOptions Options = new() { FirstDelayMs = 100, MaxDelayMs = 5_000 };

    [Fact]
    public void The_bound_doubles_with_every_failure_and_stops_at_the_greatest()
    {
        var delays = Create(part: 1);
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], Enumerable.Range(0, 8).Select(_ => delays.Next(null).TotalMilliseconds));
    }

    [Fact]
    public void A_wait_is_any_part_of_its_bound() => Assert.Equal(25, Create(part: 0.25).Next(null).TotalMilliseconds);

    [Fact]
    public void A_success_begins_again()
    {
        var delays = Create(part: 1);
        _ = delays.Next(null);
        _ = delays.Next(null);
        delays.Succeeded();
        Assert.Equal(100, delays.Next(null).TotalMilliseconds);
    }

    [Fact]
    public void What_a_server_asks_for_is_the_least_and_has_an_end()
    {
        Assert.Equal(7_050, Create(part: 0.5).Next(TimeSpan.FromSeconds(7)).TotalMilliseconds);
        Assert.True(Create(part: 0.5).Next(TimeSpan.FromDays(7)) < TimeSpan.FromMinutes(11));
    }

    [Fact]
    public void A_thousand_failures_are_no_overflow()
    {
        var delays = Create(part: 1);
        for (var i = 0; i < 1_000; i++)
            Assert.InRange(delays.Next(null).TotalMilliseconds, 1, 5_000);
    }

    private static RetryDelays Create(double part) => new(Options, TimeProvider.System, new FixedRandom(part));

    private sealed class FixedRandom(double part) : Random
    {
        public override double NextDouble() => part;
    }
}

namespace OpcSpaces.Timing.Tests;

public sealed class BackoffTests
{
    private static readonly BackoffOptions Options = new(firstMs: 100, longestMs: 5_000);

    [Fact]
    public void The_bound_doubles_with_each_failure_up_to_the_longest() =>
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], Take(8, new Backoff(Options with { Jitter = 0 })));

    [Fact]
    public void The_bound_grows_by_the_factor_that_is_given() =>
        Assert.Equal([100, 300, 900, 2700, 5000], Take(5, new Backoff(Options with { Jitter = 0, Factor = 3 })));

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 0.25, 25)]
    [InlineData(0.25, 0, 75)]
    [InlineData(0.25, 0.5, 87.5)]
    [InlineData(0, 0.5, 100)]
    public void The_jitter_is_the_part_of_a_pause_that_is_random(double jitter, double drawn, double pauseMs) =>
        Assert.Equal(pauseMs, new Backoff(Options with { Jitter = jitter }, new FixedRandom(drawn)).Next().TotalMilliseconds);

    [Fact]
    public void With_full_jitter_many_gateways_spread_evenly_over_the_bound()
    {
        for (var failures = 0; failures < 8; failures++)
        {
            var pauses = Enumerable.Range(0, 200).Select(seed => Take(failures + 1, new Backoff(new(500, 30_000), new Random(seed)))[^1]).ToArray();
            var bound = Math.Min(30_000, 500 * Math.Pow(2, failures));
            Assert.InRange(pauses.Max(), bound * 0.9, bound);
            Assert.InRange(pauses.Min(), 0, bound * 0.1);
            Assert.InRange(pauses.Average(), bound * 0.4, bound * 0.6);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_pauses_and_another_seed_others()
    {
        Assert.Equal(Take(20, new Backoff(Options, new Random(7))), Take(20, new Backoff(Options, new Random(7))));
        Assert.NotEqual(Take(20, new Backoff(Options, new Random(7))), Take(20, new Backoff(Options, new Random(8))));
    }

    [Fact]
    public void A_success_starts_again_with_the_first_pause()
    {
        var backoff = new Backoff(Options with { Jitter = 0 });
        _ = Take(5, backoff);
        Assert.Equal(5, backoff.Failures);
        backoff.Succeeded();
        Assert.Equal(0, backoff.Failures);
        Assert.Equal([100, 200], Take(2, backoff));
    }

    [Fact]
    public void Ten_thousand_failures_do_not_overflow()
    {
        var backoff = new Backoff(new(TimeSpan.FromDays(1), TimeSpan.MaxValue) { Jitter = 0, Factor = 1000 });
        Assert.Equal(TimeSpan.MaxValue.TotalMilliseconds, Take(10_000, backoff)[^1]);
    }

    [Fact]
    public void A_first_pause_of_zero_stays_zero() => Assert.Equal([0, 0, 0], Take(3, new Backoff(new(0, 5_000))));

    [Fact]
    public async Task It_can_be_used_by_many_threads()
    {
        var backoff = new Backoff(Options, new Random(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Assert.All(Take(10_000, backoff), ms => Assert.InRange(ms, 0, 5_000)))));
        Assert.Equal(40_000, backoff.Failures);
    }

    [Fact]
    public void A_first_pause_above_the_longest_can_be_cut_to_it() =>
        Assert.Equal([9, 9], Take(2, new Backoff(new BackoffOptions(9, 9) with { Jitter = 0 })));

    [Theory]
    [InlineData(-1, 100, 2, 1, "First -00:00:00.0010000 must not be negative")]
    [InlineData(200, 100, 2, 1, "Longest 00:00:00.1000000 must not be below First 00:00:00.2000000")]
    [InlineData(1, 100, 0.5, 1, "Factor 0.5 must be at least 1")]
    [InlineData(1, 100, double.NaN, 1, "Factor NaN must be at least 1")]
    [InlineData(1, 100, 2, 1.5, "Jitter 1.5 must be between 0 and 1")]
    [InlineData(1, 100, 2, double.NaN, "Jitter NaN must be between 0 and 1")]
    public void Faulty_options_are_refused_by_a_sentence(int firstMs, int longestMs, double factor, double jitter, string fault)
    {
        var options = new BackoffOptions(firstMs, longestMs) { Factor = factor, Jitter = jitter };
        Assert.Equal(fault, Assert.Single(options.Faults()));
        Assert.Contains(fault, Assert.Throws<ArgumentException>(() => new Backoff(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_reported_at_once() => Assert.Equal(3, new BackoffOptions(5, 1) { Factor = 0, Jitter = -1 }.Faults().Count);

    private static double[] Take(int count, Backoff backoff) => [.. Enumerable.Range(0, count).Select(_ => backoff.Next().TotalMilliseconds)];

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}

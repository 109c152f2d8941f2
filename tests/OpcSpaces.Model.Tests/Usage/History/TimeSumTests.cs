using OpcSpaces.Model.Usage.History;
using OpcSpaces.Testing;

namespace OpcSpaces.Model.Tests.Usage.History;

public class TimeSumTests
{
    /// <summary>Hours of many kinds, whose true occupied times are drawn independently, or together.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_truth_lies_within_the_bounds_at_least_as_often_as_an_80_percent_interval_asks(bool together)
    {
        var seed = Seed.Take();
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            // The bound is seven standard deviations of the count below 80 %; with 2,000 trials it would be two.
            const int Trials = 20_000;
            double[] means = [.. Enumerable.Range(0, 4).Select(kind => Mean(Quantiles(kind)))];
            foreach (var kind in (int[][])[[0], [1], [2], [3], [0, 1, 2, 3]])
            {
                var (inside, hours) = (0, 60);
                for (var trial = 0; trial < Trials; trial++)
                {
                    var (sum, truth, common) = (new TimeSum(), 0.0, random.NextDouble());
                    for (var hour = 0; hour < hours; hour++)
                    {
                        var which = kind[hour % kind.Length];
                        var at = Quantiles(which);
                        sum.Add(TestCommunity.Hour, new PlaceHour(TestCommunity.Hour, 0, TestCommunity.Hour, (int)means[which], (int)at(0.1), (int)at(0.9)));
                        truth += at(together ? common : random.NextDouble());
                    }

                    // Expected times are whole ms.
                    if (truth >= sum.LowerMs - hours && truth <= sum.UpperMs + hours) inside++;
                }

                Assert.True(inside >= 0.78 * Trials, $"hours of the kinds {string.Join(", ", kind)}: {inside} of {Trials} inside");
            }
        });
    }

    [Fact]
    public void The_expected_time_is_within_its_bounds_also_where_each_hour_is_unlikely_to_be_occupied()
    {
        var sum = new TimeSum();
        for (var hour = 0; hour < 100; hour++) sum.Add(TestCommunity.Hour, new PlaceHour(TestCommunity.Hour, 0, TestCommunity.Hour, 180_000, 0, 0));
        Assert.Equal(18_000_000, sum.ExpectedMs);
        Assert.InRange(sum.ExpectedMs, sum.LowerMs, sum.UpperMs);
        // 100 hours that are each occupied completely with 5 %: mean 5 h, standard deviation 2.18 h.
        Assert.Equal(5 + (1.2816 * 2.18), sum.UpperMs / TestCommunity.Hour, 0.01);
    }

    // The quantile function of the occupied time of an hour, in ms.
    private static Func<double, double> Quantiles(int kind) => kind switch
    {
        0 => u => u * TestCommunity.Hour, // anything
        1 => u => u < 0.95 ? 0 : TestCommunity.Hour, // rarely, and then all of it
        2 => u => u < 0.06 ? 0 : TestCommunity.Hour, // nearly always
        _ => u => u < 0.5 ? 0 : (u - 0.5) * 2 * 600_000, // perhaps a few minutes
    };

    private static double Mean(Func<double, double> quantiles) => Enumerable.Range(0, 2_000).Average(i => quantiles((i + 0.5) / 2_000));
}

using OpcSpaces.Projections.Series;
using OpcSpaces.Storage.Series;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Series;

public sealed class TieBreakerTests
{
    private static readonly SeriesKey Door = new("access", "C1", "Z1", "door/1", "entry");

    [Theory]
    [InlineData(1, 2)]
    [InlineData(17, 990)]
    [InlineData(1, 31_249)]
    [InlineData(31_250, 62_499)]
    public void Of_two_sequences_between_two_multiples_of_31250_the_later_one_stands_later(ulong earlier, ulong later)
    {
        Assert.True(TieBreaker.Nanoseconds(earlier, 31) < TieBreaker.Nanoseconds(later, 0));
        Assert.InRange(TieBreaker.Nanoseconds(later, 31), 0, 999_999);
    }

    [Fact]
    public void Readings_of_one_metric_in_one_batch_never_share_a_nanosecond_and_keep_their_order_within_a_millisecond()
    {
        var seed = Seed.Take();
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            for (var entry = 1; entry <= 2_000; entry++)
            {
                var target = new SeriesTarget(Door);
                _ = target.OrdinalOf(0, 1_000_000);
                var times = Enumerable.Range(0, random.Next(1, 30)).Select(_ => (long)random.Next(5)).ToList();
                var placed = times.Select(ms => (ms, target.OrdinalOf(entry, ms))).ToList();
                Assert.Equal(placed.Count, placed.Distinct().Count());
                Assert.All(placed.GroupBy(place => place.ms), ms => Assert.Equal(ms.Order(), ms));
            }
        });
    }
}

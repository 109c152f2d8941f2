using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>Whatever sensors say in whatever order, also nonsense: what a place reports can be stored and read.</summary>
public sealed class PlaceProperties
{
    private static readonly EvidenceKind[] Kinds = Enum.GetValues<EvidenceKind>();

    [Fact]
    public void Readings_of_a_place_go_forward_in_time_and_each_says_something_new()
    {
        var seed = Seed.Take("places");
        seed.Run(() =>
        {
            for (var run = 0; run < 200; run++) Live(seed.CreateRandom(run));
        });
    }

    private static void Live(Random random)
    {
        var config = new PresenceConfig { HoldOffSeconds = random.Next(4) == 0 ? random.Next(1, 1000) : null };
        var kinds = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Kinds[random.Next(Kinds.Length)]).ToArray();
        using var bench = new PlaceBench(config, kinds);
        // The wall's milliseconds begin anywhere between those of the running clock.
        bench.Time.JumpWallClock(TimeSpan.FromMilliseconds(random.NextDouble()));
        var started = random.Next(5);
        for (var step = 0; step < 300; step++)
        {
            if (step == started) bench.Start();
            var sensor = random.Next(kinds.Length);
            switch (random.Next(12))
            {
                case 0:
                    bench.Break(sensor);
                    break;
                case 1:
                    bench.Repair(sensor);
                    break;
                default:
                    bench.Set(sensor, random.Next(2) == 0);
                    break;
            }

            // Mostly seconds, sometimes a night, sometimes no time at all.
            bench.Minutes(Math.Pow(random.NextDouble(), 6) * 700);
            Assert.InRange(bench.Time.ActiveTimers, 0, 1);
            if (bench.Place.SureThroughMs is { } sureThrough) Assert.InRange(sureThrough, 0, bench.Time.GetUtcNow().ToUnixTimeMilliseconds());
        }

        foreach (var (before, after) in bench.Readings.Zip(bench.Readings.Skip(1)))
        {
            Assert.True(after.TimestampMs > before.TimestampMs, $"{after} follows {before}: {string.Join(", ", kinds)}");
            Assert.False(after.Value.Bits == before.Value.Bits && after.Value.IsNull == before.Value.IsNull && after.Quality == before.Quality, $"{after} repeats {before}");
        }

        Assert.All(bench.Readings, reading => Assert.True(reading.TimestampMs <= bench.Time.GetUtcNow().ToUnixTimeMilliseconds() + bench.Readings.Count));
    }
}

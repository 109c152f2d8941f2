using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>Hours that are settled are sealed, and nothing changes them any more.</summary>
public sealed class SettledHoursTests
{
    [Fact]
    public void Free_time_in_which_nobody_had_left_is_not_taken_back_from_settled_hours()
    {
        var cut = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            using var bench = PlaceBench.WithHours(EvidenceKind.Motion, EvidenceKind.Door, EvidenceKind.Count).Start();
            var random = new Random(seed);
            for (var step = 0; step < 150; step++)
            {
                // Long silences, and people who come and go with and without the door and the counter.
                bench.Minutes(random.Next(4) == 0 ? random.Next(60, 900) : random.Next(1, 20));
                switch (random.Next(6))
                {
                    case 0: bench.Set(1, true); break;
                    case 1: bench.Set(1, false); break;
                    case 2: bench.Set(2, random.Next(2) == 0); break;
                    default: bench.Move(random.Next(1, 8)); break;
                }
            }

            foreach (var (reading, settled) in bench.Readings.Zip(bench.SettledAtReading).Where(it => !it.First.Value.IsNull && it.First.Value.Bits == 1))
            {
                Assert.True(reading.TimestampMs >= settled, $"seed {seed}: occupied since {reading.TimestampMs}, and hours were settled up to {settled}");
                if (reading.TimestampMs == settled) cut++;
            }
        }

        Assert.True(cut > 0, "no stay was cut at a settled hour");
    }
}

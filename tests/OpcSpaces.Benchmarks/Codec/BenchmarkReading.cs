using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Benchmarks.Codec;

/// <summary>A reading as a zone makes it: mostly desks, some meters and sensors, one door.</summary>
internal readonly record struct BenchmarkReading(ulong Alias, long TimestampMs, PointValue Value)
{
    private const long Start = 1_790_000_000_000;

    public static BenchmarkReading[] Make(int count) => [.. Enumerable.Range(0, count).Select(i => new BenchmarkReading(
        (ulong)(10 + (i * 7 % 290)),
        Start + (i * 137),
        (i % 10) switch
        {
            < 6 => PointValue.Of(i % 2 == 0),
            6 or 7 => PointValue.Of((ulong)(1_000_000UL + (ulong)i)),
            8 => PointValue.Of(20.5f + i),
            _ => PointValue.Of((ulong)i),
        }))];
}

using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Benchmarks.Codec;

/// <summary>A typical reading of a zone: mostly desks, some meters and sensors, one door.</summary>
internal readonly record struct BenchmarkReading(ulong Alias, long TimestampMs, ReadingValue Value)
{
    private const long Start = 1_790_000_000_000;

    public static BenchmarkReading[] Make(int count) => [.. Enumerable.Range(0, count).Select(i => new BenchmarkReading(
        (ulong)(10 + (i * 7 % 290)),
        Start + (i * 137),
        (i % 10) switch
        {
            < 6 => ReadingValue.FromBoolean(i % 2 == 0),
            6 or 7 => ReadingValue.FromUInt64(1_000_000UL + (ulong)i),
            8 => ReadingValue.FromFloat(20.5f + i),
            _ => ReadingValue.FromUInt32((uint)i),
        }))];
}

using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Codec;

/// <summary>A typical reading of a zone: mostly desks, some meters and sensors, one door.</summary>
internal readonly record struct BenchmarkReading(ulong Alias, SparkplugDataType Type, Reading Reading)
{
    private const long Start = 1_790_000_000_000;

    public long TimestampMs => Reading.TimestampMs;

    public SparkplugValue Value => SparkplugValue.Of(Reading.Value, Type);

    public static BenchmarkReading[] Make(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var (type, value) = (i % 10) switch
        {
            < 6 => (SparkplugDataType.Boolean, PointValue.Of(i % 2 == 0)),
            6 or 7 => (SparkplugDataType.UInt64, PointValue.Of(1_000_000UL + (ulong)i)),
            8 => (SparkplugDataType.Float, PointValue.Of(20.5f + i)),
            _ => (SparkplugDataType.UInt32, PointValue.Of((ulong)i)),
        };
        return new BenchmarkReading((ulong)(10 + (i * 7 % 290)), type, new Reading(Start + (i * 137), value));
    })];
}

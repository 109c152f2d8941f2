using System.Numerics;

namespace OpcSpaces.EndToEnd.Tests.Sensors;

/// <summary>A card's number as the edges of a Wiegand reader: 26 bits with parity, 50 µs low every 2 ms, on line 0 for a 0 and on line 1 for a 1.</summary>
internal static class WiegandSignal
{
    /// <summary>The edges from <paramref name="at"/> on.</summary>
    public static IEnumerable<(int Line, bool High, DateTimeOffset At)> Of(uint number, DateTimeOffset at)
    {
        foreach (var (index, bit) in Bits(number).Index())
        {
            var from = at.AddMilliseconds(2 * index);
            yield return ((int)bit, false, from);
            yield return ((int)bit, true, from.AddMicroseconds(50));
        }
    }

    private static IEnumerable<uint> Bits(uint number)
    {
        yield return (uint)BitOperations.PopCount(number >> 12) & 1;
        for (var bit = 23; bit >= 0; bit--) yield return (number >> bit) & 1;
        yield return 1 - ((uint)BitOperations.PopCount(number & 0xFFF) & 1);
    }
}

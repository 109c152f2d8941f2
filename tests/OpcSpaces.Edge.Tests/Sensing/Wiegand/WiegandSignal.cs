using System.Numerics;
using OpcSpaces.Edge.Sensing.Wiegand;

namespace OpcSpaces.Edge.Tests.Sensing.Wiegand;

/// <summary>A reader's frame as the edges of its two lines; tests bend it.</summary>
internal static class WiegandSignal
{
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(2);
    public static readonly TimeSpan Width = TimeSpan.FromMicroseconds(50);

    /// <summary>24 or 32 bits of number between their parity bits.</summary>
    public static List<int> Bits(ulong number, int numberBits = 24)
    {
        var half = numberBits / 2;
        List<int> bits = [BitOperations.PopCount(number >> half) & 1];
        for (var bit = numberBits - 1; bit >= 0; bit--) bits.Add((int)((number >> bit) & 1));
        bits.Add(1 - (BitOperations.PopCount(number & ((1UL << half) - 1)) & 1));
        return bits;
    }

    public static List<WiegandEdge> Edges(IEnumerable<int> bits, DateTimeOffset start, TimeSpan? beat = null, TimeSpan? width = null)
    {
        var edges = new List<WiegandEdge>();
        foreach (var (index, bit) in bits.Index())
        {
            var at = start + ((beat ?? Beat) * index);
            edges.Add(new WiegandEdge(bit, Low: true, at));
            edges.Add(new WiegandEdge(bit, Low: false, at + (width ?? Width)));
        }

        return edges;
    }
}

using System.Numerics;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>
/// A card's frame of 26 bits on two lines, with disturbances. Every edge is reported up to 10 µs late. In a disturbed frame, pulses
/// or single edges are lost, spikes of 1 to 500 µs are added, a pulse also appears on the other line, or the frame breaks off. Not
/// included: pulses that move to the other line at exactly their time, twice in one half; no decoder without a list of cards can
/// distinguish this from another card.
/// </summary>
internal sealed class NoisyFrame
{
    private const double Beat = 2_000;
    private const double Width = 50;
    private readonly List<(double From, double To)>[] _low = [[], []];

    private NoisyFrame(bool isDisturbed) => IsDisturbed = isDisturbed;

    public bool IsDisturbed { get; private set; }

    /// <summary>Line, level and time in µs after the frame's beginning, in order of time.</summary>
    public IReadOnlyList<(int Line, bool High, double Microseconds)> Edges { get; private set; } = [];

    public static NoisyFrame Of(uint number, Random random, bool disturbed)
    {
        var frame = new NoisyFrame(disturbed);
        var bits = Bits(number);
        for (var bit = 0; bit < bits.Count; bit++) frame._low[bits[bit]].Add((bit * Beat, (bit * Beat) + Width));
        if (disturbed) frame.Disturb(random);
        frame.Edges = frame.Settle(random, disturbed);
        return frame;
    }

    /// <summary>The result of a simple decoder that counts falling edges and checks the two parity bits; null for no card.</summary>
    public uint? ByParityAlone()
    {
        var bits = Edges.Where(edge => !edge.High).Select(edge => edge.Line).ToList();
        if (bits.Count != 26) return null;
        var frame = bits.Aggregate(0u, (frame, bit) => (frame << 1) | (uint)bit);
        var isCard = (BitOperations.PopCount(frame >> 13) & 1) == 0 && (BitOperations.PopCount(frame & 0x1FFF) & 1) == 1;
        return isCard ? (frame >> 1) & 0xFFFFFF : null;
    }

    private static List<int> Bits(uint number)
    {
        List<int> bits = [BitOperations.PopCount(number >> 12) & 1];
        for (var bit = 23; bit >= 0; bit--) bits.Add((int)((number >> bit) & 1));
        bits.Add(1 - (BitOperations.PopCount(number & 0xFFF) & 1));
        return bits;
    }

    private void Disturb(Random random)
    {
        foreach (var line in _low) line.RemoveAll(_ => random.NextDouble() < 0.02);
        foreach (var (from, to) in _low[random.Next(2)].Where(_ => random.NextDouble() < 0.01).ToList())
            _low[random.Next(2)].Add((from + (20 * random.NextDouble()), to + (20 * random.NextDouble())));
        for (var spikes = random.Next(0, 4); spikes > 0; spikes--)
        {
            var at = (random.NextDouble() * 30 * Beat) - (2 * Beat);
            _low[random.Next(2)].Add((at, at + Math.Pow(500, random.NextDouble())));
        }

        if (random.NextDouble() < 0.05)
        {
            var end = random.NextDouble() * 26 * Beat;
            foreach (var line in _low) line.RemoveAll(low => low.From > end);
        }
    }

    // Overlapping low levels become one; then edges are delayed, and some are lost.
    private List<(int Line, bool High, double Microseconds)> Settle(Random random, bool disturbed)
    {
        var edges = new List<(int Line, bool High, double Microseconds)>();
        for (var line = 0; line < 2; line++)
        {
            var until = double.MinValue;
            foreach (var (from, to) in _low[line].OrderBy(low => low.From))
            {
                if (from > until) edges.Add((line, false, from));
                else edges.RemoveAt(edges.Count - 1);
                until = Math.Max(until, to);
                edges.Add((line, true, until));
            }
        }

        if (disturbed) edges.RemoveAll(_ => random.NextDouble() < 0.002);
        return [.. edges.Select(edge => edge with { Microseconds = edge.Microseconds + (10 * random.NextDouble()) }).OrderBy(edge => edge.Microseconds)];
    }
}
